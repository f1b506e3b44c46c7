// Opens what is folded around the fact that the address names, in browsers that do not do so by themselves.
const unfold = () => {
  const target = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  for (let folded = target?.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
  if (target) target.scrollIntoView();
};
addEventListener("hashchange", unfold);
if (document.querySelector(".contents")) unfold();
