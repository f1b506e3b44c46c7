//! Visits and the people on them are read in invented sentences about Chad and Peru.

use bilateral::seed::{Proposal, draft_text};

/// The visits of a text: the sentences, date, guests, host, places, type and the people met, on a line each.
fn visits(text: &str) -> Vec<String> {
    let article = format!("= Chad–Peru relations =\n\n== History ==\n{text}\n");
    let proposals = draft_text(&article, ["TCD", "PER"]);
    let visits = proposals.iter().filter(|one| one.kind.name == "visit");
    visits.map(line).collect()
}

fn line(proposal: &Proposal) -> String {
    let table: toml::Table = proposal.to_toml("visit").parse().unwrap();
    let visit = &table["visit"][0];
    let text = |key: &str| visit.get(key).and_then(toml::Value::as_str).unwrap_or("-");
    let at = match &visit["at"] {
        toml::Value::Array(at) => at.iter().map(|at| at.as_str().unwrap()).collect(),
        at => vec![at.as_str().unwrap()],
    };
    let at: Vec<&str> = at
        .iter()
        .map(|at| at.trim_start_matches("History "))
        .collect();
    let places = proposal.places.iter().map(|place| {
        if place.country == text("host") {
            place.name.clone()
        } else {
            format!("{}/{}", place.name, place.country)
        }
    });
    let places: Vec<String> = places.collect();
    format!(
        "{} {}: {} > {} ({}) {} met {}",
        at.join(" "),
        text("date"),
        people(visit, "guests"),
        text("host"),
        places.join(", "),
        text("type"),
        people(visit, "met"),
    )
}

fn people(visit: &toml::Value, field: &str) -> String {
    let people = visit.get(field).and_then(toml::Value::as_array);
    let people = people.into_iter().flatten().map(|person| {
        let text = |key: &str| person.get(key).and_then(toml::Value::as_str);
        let words = ["title", "name", "office", "country"]
            .into_iter()
            .filter_map(text);
        words.collect::<Vec<_>>().join(" ")
    });
    people.collect::<Vec<_>>().join(", ")
}

fn check(cases: &[(&str, &[&str])]) {
    let mut failed = Vec::new();
    for (text, expected) in cases {
        let found = visits(text);
        if found != *expected {
            failed.push(format!(
                "{text}\n  found    {found:#?}\n  expected {expected:#?}"
            ));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n"));
}

#[test]
fn a_sentence_that_follows_a_visit_names_the_people_met() {
    check(&[
        (
            "In May 2004, Peruvian President Juana Ruiz visited Chad. In N'Djamena she discussed trade with President Issa Abdou.",
            &[
                "1.1 1.2 2004-05: President Juana Ruiz head_of_state PER > TCD () unspecified met President Issa Abdou head_of_state TCD",
            ],
        ),
        (
            "In May 2004, Peruvian President Juana Ruiz visited Chad. She held talks with Prime Minister Brahim Saleh and met with Foreign Minister Ali Kone.",
            &[
                "1.1 1.2 2004-05: President Juana Ruiz head_of_state PER > TCD () unspecified met Prime Minister Brahim Saleh head_of_government TCD, Foreign Minister Ali Kone foreign_minister TCD",
            ],
        ),
        (
            "In May 2004, Peruvian Foreign Minister Juana Ruiz visited N'Djamena. She met with her counterpart Ali Kone.",
            &[
                "1.1 1.2 2004-05: Foreign Minister Juana Ruiz foreign_minister PER > TCD (N'Djamena) unspecified met Ali Kone foreign_minister TCD",
            ],
        ),
        (
            "On 3 June 2011, Chadian Defence Minister Ali Kone travelled to Lima, where he met his Peruvian counterpart, Juana Ruiz.",
            &[
                "1.1 2011-06-03: Defence Minister Ali Kone minister TCD > PER (Lima) unspecified met Juana Ruiz minister PER",
            ],
        ),
        (
            "In May 2004, Peruvian President Juana Ruiz paid a state visit to Chad. During the visit, President Ruiz also paid a visit to the Zakouma National Park.",
            &["1.1 2004-05: President Juana Ruiz head_of_state PER > TCD () state_visit met "],
        ),
        (
            "In May 2004, Peruvian President Juana Ruiz visited Chad. The visit was warmly welcomed.",
            &["1.1 2004-05: President Juana Ruiz head_of_state PER > TCD () unspecified met "],
        ),
        (
            "In May 2004, President Juana Ruiz of Peru arrived in Chad for an official visit. During her visit, she visited Abéché and Moundou.",
            &[
                "1.1 1.2 2004-05: President Juana Ruiz head_of_state PER > TCD (Abéché, Moundou) official_visit met ",
            ],
        ),
    ]);
}

#[test]
fn a_sentence_that_adds_nothing_to_a_visit_is_left_to_be_read() {
    check(&[
        (
            "In May 2004, Peruvian President Juana Ruiz visited Chad. During the visit, she praised the hospitality of the people.",
            &["1.1 2004-05: President Juana Ruiz head_of_state PER > TCD () unspecified met "],
        ),
        (
            "In May 2004, Peruvian President Juana Ruiz visited Chad. It was the first visit of a Peruvian president to Chad.",
            &["1.1 1.2 2004-05: President Juana Ruiz head_of_state PER > TCD () unspecified met "],
        ),
        (
            "In May 2004, Peruvian President Juana Ruiz visited Chad. She also attended the Summit of Dry Lands.",
            &["1.1 1.2 2004-05: President Juana Ruiz head_of_state PER > TCD () multilateral met "],
        ),
        (
            "In May 2004, Peruvian President Juana Ruiz visited Chad. She visited Chad again in 2009.",
            &[
                "1.1 2004-05: President Juana Ruiz head_of_state PER > TCD () unspecified met ",
                "1.2 1.1 2009: Juana Ruiz head_of_state PER > TCD () unspecified met ",
            ],
        ),
    ]);
}

#[test]
fn those_who_receive_a_guest_are_met() {
    check(&[
        (
            "Chadian Prime Minister Brahim Saleh arrived in Lima on 9 June 2011 and was greeted at the airport by Foreign Minister Juana Ruiz.",
            &[
                "1.1 2011-06-09: Prime Minister Brahim Saleh head_of_government TCD > PER (Lima) unspecified met Foreign Minister Juana Ruiz foreign_minister PER",
            ],
        ),
        (
            "In June 2011, Chadian Prime Minister Brahim Saleh visited Lima. President Juana Ruiz received him at the palace.",
            &[
                "1.1 2011-06: Prime Minister Brahim Saleh head_of_government TCD > PER (Lima) unspecified met ",
            ],
        ),
        (
            "In June 2011, Chadian Prime Minister Brahim Saleh visited Lima. While in Lima, he discussed the price of cotton with President Juana Ruiz.",
            &[
                "1.1 1.2 2011-06: Prime Minister Brahim Saleh head_of_government TCD > PER (Lima) unspecified met President Juana Ruiz head_of_state PER",
            ],
        ),
        (
            "In June 2011, Chadian Prime Minister Brahim Saleh and Trade Minister Ali Kone paid a working visit to Lima and held talks with President Juana Ruiz and Foreign Minister Rosa Vega, while in July 2012 President Ines Soto visited Chad.",
            &[
                "1.1 2011-06: Prime Minister Brahim Saleh head_of_government TCD, Trade Minister Ali Kone minister TCD > PER (Lima) working_visit met President Juana Ruiz head_of_state PER, Foreign Minister Rosa Vega foreign_minister PER",
                "1.1 2012-07: President Ines Soto head_of_state PER > TCD () unspecified met ",
            ],
        ),
    ]);
}

#[test]
fn leaders_meet_in_a_third_place_or_in_one_of_the_countries() {
    check(&[
        (
            "On 4 October 1999, President Juana Ruiz of Peru met with President Issa Abdou of Chad in Geneva, Switzerland.",
            &[
                "1.1 1999-10-04: President Juana Ruiz head_of_state PER > - (Geneva/CHE) third_place met President Issa Abdou head_of_state TCD",
            ],
        ),
        (
            "In March 2007, Chadian Foreign Minister Ali Kone met Peruvian Foreign Minister Juana Ruiz on the sidelines of the United Nations General Assembly in New York.",
            &[
                "1.1 2007-03: Foreign Minister Ali Kone foreign_minister TCD > - (New York/USA) third_place met Foreign Minister Juana Ruiz foreign_minister PER",
            ],
        ),
        (
            "In 2013, Peruvian Prime Minister Juana Ruiz held talks with Chadian President Issa Abdou.",
            &[
                "1.1 2013: Prime Minister Juana Ruiz head_of_government PER > - () meeting met President Issa Abdou head_of_state TCD",
            ],
        ),
        (
            "In 2013, Peruvian Prime Minister Juana Ruiz held talks with Chadian President Issa Abdou in N'Djamena.",
            &[
                "1.1 2013: Prime Minister Juana Ruiz head_of_government PER > TCD (N'Djamena) unspecified met President Issa Abdou head_of_state TCD",
            ],
        ),
        (
            "President Juana Ruiz of Peru and President Issa Abdou of Chad met in Vienna in June 1988.",
            &[
                "1.1 1988-06: President Juana Ruiz head_of_state PER > - (Vienna/AUT) third_place met President Issa Abdou head_of_state TCD",
            ],
        ),
        (
            "In April 2001, Chadian Foreign Minister Ali Kone met with his Peruvian counterpart Juana Ruiz in Brazil.",
            &[
                "1.1 2001-04: Foreign Minister Ali Kone foreign_minister TCD > - () third_place met Juana Ruiz foreign_minister PER",
            ],
        ),
        (
            "Chadian President Issa Abdou met with Peruvian traders in 1988.",
            &[],
        ),
        (
            "In 1990, French President Anne Roche met with Peruvian President Juana Ruiz in Paris.",
            &[],
        ),
        (
            "In 2013, the foreign ministers of Peru and Chad met in Lima.",
            &[],
        ),
    ]);
}

#[test]
fn a_summit_in_the_other_country_is_a_multilateral_visit() {
    check(&[
        (
            "In November 2008, Chadian President Issa Abdou attended the Summit of the Forests held in Lima.",
            &["1.1 2008-11: President Issa Abdou head_of_state TCD > PER (Lima) multilateral met "],
        ),
        (
            "Peruvian Trade Minister Juana Ruiz participated in the World Cotton Conference in N'Djamena in 2016.",
            &[
                "1.1 2016: Trade Minister Juana Ruiz minister PER > TCD (N'Djamena) multilateral met ",
            ],
        ),
        (
            "In 2016, Peruvian President Juana Ruiz attended a summit in Nairobi, Kenya.",
            &[],
        ),
    ]);
}

#[test]
fn a_visit_is_returned_by_the_other_side() {
    check(&[
        (
            "In May 2004, Peruvian President Juana Ruiz visited Chad. In July 2005, Chadian President Issa Abdou returned the visit.",
            &[
                "1.1 2004-05: President Juana Ruiz head_of_state PER > TCD () unspecified met ",
                "1.2 2005-07: President Issa Abdou head_of_state TCD > PER () unspecified met ",
            ],
        ),
        (
            "In May 2004, Peruvian President Juana Ruiz paid a state visit to Chad; President Issa Abdou reciprocated the visit in 2006.",
            &[
                "1.1 2004-05: President Juana Ruiz head_of_state PER > TCD () state_visit met ",
                "1.1 2006: President Issa Abdou head_of_state TCD > PER () unspecified met ",
            ],
        ),
        (
            "In 1966, Queen Amina of Chad visited Peru, accompanied by Foreign Minister Ali Kone. In 1968, she returned the visit.",
            &[
                "1.1 1966: Queen Amina head_of_state TCD, Foreign Minister Ali Kone foreign_minister TCD > PER () unspecified met ",
            ],
        ),
    ]);
}

#[test]
fn people_have_their_fullest_name_and_their_own_office() {
    check(&[
        (
            "In 1971, King Idris Tall and Queen Amina of Chad paid a state visit to Peru.",
            &[
                "1.1 1971: King Idris Tall head_of_state TCD, Queen Amina royal_family TCD > PER () state_visit met ",
            ],
        ),
        (
            "In 1971, Queen Amina of Chad paid a state visit to Peru.",
            &["1.1 1971: Queen Amina head_of_state TCD > PER () state_visit met "],
        ),
        (
            "In 2014, Peruvian Deputy Foreign Minister Juana Ruiz visited N'Djamena.",
            &[
                "1.1 2014: Deputy Foreign Minister Juana Ruiz other PER > TCD (N'Djamena) unspecified met ",
            ],
        ),
        (
            "Undersecretary of Trade Juana Ruiz of Peru visited N'Djamena in 2014.",
            &[
                "1.1 2014: Undersecretary of Trade Juana Ruiz other PER > TCD (N'Djamena) unspecified met ",
            ],
        ),
        (
            "President Ruiz announced a tour of Africa. In 2014, Peruvian President Juana Ruiz visited Chad.",
            &["1.2 2014: President Juana Ruiz head_of_state PER > TCD () unspecified met "],
        ),
    ]);
}

#[test]
fn all_places_of_a_visit_are_named() {
    check(&[
        (
            "In May 2004, Peruvian President Juana Ruiz visited N'Djamena, Abéché and Moundou.",
            &[
                "1.1 2004-05: President Juana Ruiz head_of_state PER > TCD (N'Djamena, Abéché, Moundou) unspecified met ",
            ],
        ),
        (
            "Chadian President Issa Abdou made a visit to Peru in June 2009, with stops in Lima and in Cusco.",
            &[
                "1.1 2009-06: President Issa Abdou head_of_state TCD > PER (Lima, Cusco) unspecified met ",
            ],
        ),
        (
            "Chadian President Issa Abdou travelled to Lima, Arequipa, and to Cusco in June 2009.",
            &[
                "1.1 2009-06: President Issa Abdou head_of_state TCD > PER (Lima, Arequipa, Cusco) unspecified met ",
            ],
        ),
    ]);
}

#[test]
fn the_date_of_a_visit_is_that_of_its_clause() {
    check(&[
        (
            "After independence in 1960, Peruvian President Juana Ruiz visited Chad in 1964.",
            &["1.1 1964: President Juana Ruiz head_of_state PER > TCD () unspecified met "],
        ),
        (
            "In the mid-1990s, Chadian President Issa Abdou visited Lima.",
            &["1.1 199X: President Issa Abdou head_of_state TCD > PER (Lima) unspecified met "],
        ),
        (
            "Chadian President Issa Abdou visited Lima in early 2004.",
            &["1.1 2004: President Issa Abdou head_of_state TCD > PER (Lima) unspecified met "],
        ),
        (
            "In March 2010, after the 2009 Andean floods, Chadian President Issa Abdou visited Lima.",
            &["1.1 2010-03: President Issa Abdou head_of_state TCD > PER (Lima) unspecified met "],
        ),
        (
            "Chadian President Issa Abdou visited Lima in the late 1980s.",
            &["1.1 198X: President Issa Abdou head_of_state TCD > PER (Lima) unspecified met "],
        ),
        (
            "On the 30th anniversary of the 1976 accord, Peruvian President Juana Ruiz visited Chad in May 2006.",
            &["1.1 2006-05: President Juana Ruiz head_of_state PER > TCD () unspecified met "],
        ),
        (
            "Since 1990, ties have grown, and Peruvian President Juana Ruiz visited Chad in 2004.",
            &["1.1 2004: President Juana Ruiz head_of_state PER > TCD () unspecified met "],
        ),
        (
            "In 2006, after years of silence, Peruvian President Juana Ruiz visited Chad on 4 May 2006.",
            &["1.1 2006-05-04: President Juana Ruiz head_of_state PER > TCD () unspecified met "],
        ),
        (
            "After the 1983 famine, Peruvian President Juana Ruiz visited Chad.",
            &["1.1 -: President Juana Ruiz head_of_state PER > TCD () unspecified met "],
        ),
    ]);
}
