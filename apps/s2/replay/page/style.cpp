#include "replay/page/style.hpp"

namespace s2::app {
namespace {

// Colours of curves and modes are those of Okabe and Ito, which the colour-blind can tell apart.
constexpr std::string_view colors_and_text = R"(
:root { color-scheme: light dark; --page: #fff; --ink: #1f2328; --faint: #59636e; --rule: #e4e8ec; --line: #d0d7de;
  --soft: #f6f8fa; --good: #1a7f37; --bad: #cf222e; --warn: #9a6700; --bad-soft: #ffebe9; --warn-soft: #fff8c5;
  --good-soft: #dafbe1; --link: #0969da; --arrow: #57606a; --c0: #0072b2; --c1: #e69f00; --c2: #009e73; --c3: #cc79a7;
  --c4: #56b4e9; --c5: #d55e00; --c6: #8c7a00; --c7: #6e7781; }
@media (prefers-color-scheme: dark) {
:root { --page: #0d1117; --ink: #e6edf3; --faint: #9198a1; --rule: #21262d; --line: #30363d; --soft: #151b23;
  --good: #3fb950; --bad: #f85149; --warn: #d29922; --bad-soft: #3c1618; --warn-soft: #332701; --good-soft: #12261e;
  --link: #4493f8; --arrow: #9198a1; --c0: #4aa8e0; --c1: #f0b429; --c2: #2bc48a; --c3: #e39ac3; --c4: #56b4e9;
  --c5: #ff8a4c; --c6: #d6c64a; --c7: #9198a1; } }
@media print { :root { color-scheme: light; --page: #fff; --ink: #000; --faint: #444; --rule: #ddd; --line: #bbb;
  --soft: #fff; --good: #1a7f37; --bad: #cf222e; --warn: #9a6700; --bad-soft: #fff; --warn-soft: #fff; --good-soft: #fff;
  --link: #000; --arrow: #444; --c0: #0072b2; --c1: #e69f00; --c2: #009e73; --c3: #cc79a7; --c4: #56b4e9; --c5: #d55e00;
  --c6: #8c7a00; --c7: #6e7781; } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 1120px; padding: 24px 20px 60px; background: var(--page); color: var(--ink);
  font: 14px/1.45 system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", Arial, sans-serif }
a { color: var(--link) }
h1 { font-size: 24px; margin: 0 0 2px }
h2 { font-size: 19px; margin: 44px 0 8px; padding-top: 14px; border-top: 1px solid var(--line) }
h3 { font-size: 15px; margin: 26px 0 6px }
summary h3 { display: inline-block; margin: 14px 0 6px }
.from, .note { color: var(--faint); margin: 0 0 10px }
.note { font-size: 13px }
.verdict { font-size: 16px; margin: 14px 0 }
.pill { display: inline-block; border-radius: 999px; padding: 1px 10px; margin-right: 6px; font-size: 12.5px;
  font-weight: 600; border: 1px solid; white-space: nowrap }
.pill.good { color: var(--good); background: var(--good-soft) }
.pill.bad { color: var(--bad); background: var(--bad-soft) }
.pill.warn { color: var(--warn); background: var(--warn-soft) }
.figures { display: flex; flex-wrap: wrap; gap: 10px; margin: 16px 0 20px }
.figure { flex: 1 1 130px; border: 1px solid var(--line); border-radius: 8px; padding: 8px 12px; background: var(--soft) }
.figure b { display: block; font-size: 21px; font-weight: 600; font-variant-numeric: tabular-nums }
.figure span { color: var(--faint); font-size: 12.5px }
table { border-collapse: collapse; width: 100%; font-size: 13px; margin: 4px 0 10px }
th { text-align: left; color: var(--faint); font-weight: 600; border-bottom: 1px solid var(--line); padding: 4px 8px }
td { border-bottom: 1px solid var(--rule); padding: 4px 8px; vertical-align: top; overflow-wrap: break-word }
td code { overflow-wrap: anywhere }
td:first-child { border-left: 3px solid transparent }
tr.bad td:first-child { border-left-color: var(--bad) }
tr.warn td:first-child { border-left-color: var(--warn) }
tr.bad b { color: var(--bad) }
tr.warn b { color: var(--warn) }
td i { color: var(--faint); font-style: normal; font-size: 12px }
.num { text-align: right; font-variant-numeric: tabular-nums }
.nowrap { white-space: nowrap }
code, pre { font: 12px/1.4 ui-monospace, "SFMono-Regular", Menlo, "DejaVu Sans Mono", monospace }
code.value { background: var(--soft); border-radius: 3px; padding: 0 3px }
.rule { border-left: 3px solid; padding: 2px 0 2px 12px; margin: 10px 0 }
.rule.bad { border-color: var(--bad) } .rule.warn { border-color: var(--warn) }
.rule p { margin: 2px 0 } .rule.bad p b { color: var(--bad) } .rule.warn p b { color: var(--warn) }
.rule i { color: var(--faint); font-style: normal; font-size: 12.5px }
.rule summary { color: var(--link); cursor: pointer; font-size: 13px; padding-left: 8px }
.findings td:nth-child(1) { width: 64px } .findings td:nth-child(2) { width: 100px } .findings td:nth-child(3) { width: 220px }
dl { display: grid; grid-template-columns: 130px 1fr; gap: 2px 12px; margin: 6px 0 14px; font-size: 13px }
dt { color: var(--faint) }
dd { margin: 0; overflow-wrap: anywhere }
)";

constexpr std::string_view timeline = R"(
:target { outline: 2px solid var(--link); outline-offset: 1px }
svg.timeline { display: block; width: 100%; height: auto; margin: 6px 0 }
svg text { font: 11px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", Arial, sans-serif; fill: var(--faint) }
svg .h { font-weight: 600; font-size: 12px; fill: var(--ink) }
svg .keytext { font-weight: 400; font-size: 11px; fill: var(--faint) }
svg .v { text-anchor: end }
svg .t { text-anchor: middle }
svg line.rule { stroke: var(--rule) }
svg .zero { stroke: var(--faint) }
svg polyline { fill: none; stroke-width: 1.6; stroke-linejoin: round }
.level { stroke: var(--c2) } .k-level { fill: var(--c2) }
circle.power { fill: var(--c0) } circle.level { fill: var(--c2) }
.power { stroke: var(--c0) } .k-power { fill: var(--c0) }
svg polyline.forecast { stroke: var(--c5); stroke-dasharray: 5 3; stroke-width: 1.3 } .k-forecast { fill: var(--c5) }
.range { fill: var(--c2); fill-opacity: .07 } .k-range { fill: var(--c2); fill-opacity: .25 }
.target { fill: var(--c1); fill-opacity: .3 } .k-target { fill: var(--c1); fill-opacity: .5 }
.limits { fill: var(--c3); fill-opacity: .22; stroke: var(--c3); stroke-width: .6 } .k-limits { fill: var(--c3); fill-opacity: .6 }
.mode0, .k-mode0 { fill: var(--c0) } .mode1, .k-mode1 { fill: var(--c1) } .mode2, .k-mode2 { fill: var(--c2) }
.mode3, .k-mode3 { fill: var(--c3) } .mode4, .k-mode4 { fill: var(--c4) } .mode5, .k-mode5 { fill: var(--c5) }
.mode6, .k-mode6 { fill: var(--c6) } .mode7, .k-mode7 { fill: var(--c7) }
.mode { fill-opacity: .75 }
svg .inmode { fill: var(--ink) }
.mark { stroke-width: 2.2 } .mark.good { stroke: var(--good) } .mark.bad { stroke: var(--bad) } .mark.open { stroke: var(--c7) }
.dot { stroke: var(--page) } .dot.bad { fill: var(--bad) } .dot.warn { fill: var(--warn) }
.k-good { fill: var(--good) } .k-bad { fill: var(--bad) } .k-open { fill: var(--c7) } .k-warn { fill: var(--warn) }
)";

constexpr std::string_view messages_and_paper = R"(
.exchange { border: 1px solid var(--line); border-radius: 8px; overflow: hidden; font-size: 13px }
.exchange summary, .sides, .fold { display: grid; grid-template-columns: 146px 1fr 140px; align-items: stretch }
.exchange summary { cursor: pointer; list-style: none }
.exchange summary::-webkit-details-marker { display: none }
.exchange summary:hover { background: var(--soft) }
.sides { background: var(--soft); border-bottom: 1px solid var(--line); font-size: 12.5px; padding: 5px 0 }
.sides .way { display: flex; justify-content: space-between }
.sides b { transform: translateX(-40%); white-space: nowrap } .sides b:first-child { transform: none }
.sides .way { border: 0 !important }
.when { color: var(--faint); padding: 4px 8px; font-size: 12px; font-variant-numeric: tabular-nums; white-space: nowrap }
.when i { font-style: normal; display: inline-block; min-width: 44px; opacity: .8 }
.way { position: relative; border-left: 2px solid var(--line); border-right: 2px solid var(--line); padding: 3px 14px 8px }
.label { display: block; overflow-wrap: anywhere }
.m.down .label, .m.down .found { text-align: right }
.m .way::after { content: ""; position: absolute; left: 0; right: 0; bottom: 4px; border-bottom: 1.5px solid var(--tone) }
.m .way::before { content: ""; position: absolute; bottom: 1px; border: 4px solid transparent }
.m.up .way::before { right: 0; border-left: 7px solid var(--tone); border-right: 0 }
.m.down .way::before { left: 0; border-right: 7px solid var(--tone); border-left: 0 }
.m { --tone: var(--arrow) } .m.bad { --tone: var(--bad); background: var(--bad-soft) }
.m.warn { --tone: var(--warn); background: var(--warn-soft) }
.found { display: block; font-size: 12.5px } .found.bad b { color: var(--bad) } .found.warn b { color: var(--warn) }
.ack { padding: 4px 8px; font-size: 12px; color: var(--good); overflow-wrap: anywhere }
.ack.not { color: var(--bad); font-weight: 600 } .ack.none { color: var(--faint) } .sides .ack { color: var(--faint) }
.m pre { margin: 0 140px 0 146px; padding: 8px 14px; background: var(--soft); border-left: 2px solid var(--line);
  border-right: 2px solid var(--line); white-space: pre-wrap; overflow-wrap: anywhere }
.fold { color: var(--faint); font-size: 12.5px; background: var(--soft) }
.fold .way { border-style: none dashed }
footer { color: var(--faint); font-size: 12.5px; margin-top: 40px; border-top: 1px solid var(--line); padding-top: 10px }
@media (max-width: 720px) { .exchange summary, .sides, .fold { grid-template-columns: 84px 1fr }
  .ack { grid-column: 2 } .m pre { margin: 0 } .when i { display: none } dl { grid-template-columns: 1fr } }
@media print { body { max-width: none; padding: 0; font-size: 11px } section + section h2 { break-before: page } .figure, tr, .m, svg { break-inside: avoid }
  details.table::details-content { content-visibility: visible; height: auto } .m { border-bottom: 1px solid var(--rule) } }
)";

constexpr std::string_view script = R"(
(function () {
  function unfold() {
    var target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (!target) return;
    for (var at = target; at; at = at.parentElement) if (at.tagName === 'DETAILS') at.open = true;
    target.scrollIntoView({ block: 'center' });
  }
  addEventListener('hashchange', unfold);
  addEventListener('beforeprint', function () {
    document.querySelectorAll('details.table').forEach(function (table) { table.open = true; });
  });
  unfold();
})();
)";

}  // namespace

std::string page_style() {
  return std::string(colors_and_text) + std::string(timeline) + std::string(messages_and_paper);
}

std::string_view page_script() { return script; }

}  // namespace s2::app
