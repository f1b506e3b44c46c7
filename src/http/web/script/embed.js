// Tells the page around the embedded timeline how high it is: { bilateral: { height } }, whenever that changes.
"use strict";

const page = document.documentElement;
const tell = () => parent.postMessage({ bilateral: { height: Math.ceil(page.getBoundingClientRect().height) } }, "*");
if (parent !== window) new ResizeObserver(tell).observe(page);
