// Folded parts open when a link leads into them, and the short ones when the page is printed.
function reveal() {
  var target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (var e = target; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  if (target) target.scrollIntoView();
}
addEventListener("hashchange", reveal);
addEventListener("DOMContentLoaded", reveal);
addEventListener("beforeprint", function () {
  document.querySelectorAll("details[data-print]").forEach(function (d) { d.open = true; });
});
