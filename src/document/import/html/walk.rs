//! A walk over the tree in the order of the page, at any depth without recursion.

use ego_tree::NodeRef;
use ego_tree::iter::Edge;
use scraper::{ElementRef, Node};

/// The decision of a visitor at the start of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Visit {
    Descend,
    /// The element and everything in it is passed over; its end is not visited.
    Skip,
}

/// A reader of a page.
pub(super) trait Visitor<'a> {
    fn open(&mut self, element: ElementRef<'a>) -> Visit;
    fn text(&mut self, text: &'a str);
    fn close(&mut self, element: ElementRef<'a>);
}

/// Visits everything below `root`, but not `root` itself.
pub(super) fn walk<'a>(root: ElementRef<'a>, visitor: &mut impl Visitor<'a>) {
    let mut next = root.first_child().map(Edge::Open);
    while let Some(edge) = next {
        next = match edge {
            Edge::Open(node) if opens(node, visitor) => node
                .first_child()
                .map_or(Some(Edge::Close(node)), |c| Some(Edge::Open(c))),
            Edge::Open(node) => after(node, *root),
            Edge::Close(node) => {
                if let Some(element) = ElementRef::wrap(node) {
                    visitor.close(element);
                }
                after(node, *root)
            }
        };
    }
}

/// Visits the start of a node, and returns true if its content is to be visited.
fn opens<'a>(node: NodeRef<'a, Node>, visitor: &mut impl Visitor<'a>) -> bool {
    match node.value() {
        Node::Text(text) => {
            visitor.text(text);
            false
        }
        Node::Element(_) => {
            let element = ElementRef::wrap(node).expect("the node is an element");
            visitor.open(element) == Visit::Descend
        }
        _ => false,
    }
}

fn after<'a>(node: NodeRef<'a, Node>, root: NodeRef<'a, Node>) -> Option<Edge<'a, Node>> {
    let sibling = node.next_sibling().map(Edge::Open);
    let parent = || {
        node.parent()
            .filter(|parent| *parent != root)
            .map(Edge::Close)
    };
    sibling.or_else(parent)
}
