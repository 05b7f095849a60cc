//! axe-core in a tab: what is wrong with a page for people who see, hear or move otherwise.

use super::browser::Tab;
use std::{fs, path::Path, sync::LazyLock};

static AXE: LazyLock<String> = LazyLock::new(|| {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/node_modules/axe-core/axe.min.js");
    fs::read_to_string(&file).expect("./dev check installs the packages of web/")
});

// The watermark of an exercise is decoration: the banner says the same in words.
const RUN: &str = "async () => {
  const found = await axe.run({ exclude: ['.mk-watermark'] }, { runOnly: ONLY, preload: STYLES, resultTypes: ['violations'] });
  return found.violations.map((one) =>
    one.id + ': ' + one.help + ' at ' + one.nodes.slice(0, 3).map((node) => node.target.join(' ') + ' (' +
    node.any.concat(node.all, node.none).map((why) => why.message).join('; ') + ')').join(' | '));
}";

const WHOLE: &str = "{ type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }";
// What changes when the words or the window do, and the elements stay.
const LAYOUT: &str = "{ type: 'rule', values: ['target-size', 'scrollable-region-focusable'] }";

// Names the innermost things that stick out, so that nobody has to look for them.
const WIDE: &str = "() => {
  const page = document.documentElement;
  if (page.scrollWidth <= page.clientWidth) return [];
  const out = [...document.querySelectorAll('main *')].filter((one) => one.getBoundingClientRect().right > page.clientWidth);
  const inner = out.filter((one) => !out.some((other) => other !== one && one.contains(other))).slice(0, 3);
  return [`wider than the window: ${page.scrollWidth} in ${page.clientWidth}: ` + inner.map((one) => one.outerHTML.slice(0, 150)).join(' | ')];
}";

/// What breaks WCAG 2.2 AA on the page in a tab, and whether it is wider than the window.
pub async fn faults(tab: &Tab) -> Vec<String> {
    run(tab, WHOLE, true).await
}

/// The same without what the style sheet alone decides, which is the same on every page.
pub async fn faults_but_of_styles(tab: &Tab) -> Vec<String> {
    run(tab, WHOLE, false).await
}

/// Only what can change when a page is drawn in other words or another width.
pub async fn faults_of_layout(tab: &Tab) -> Vec<String> {
    run(tab, LAYOUT, false).await
}

async fn run(tab: &Tab, only: &str, styles: bool) -> Vec<String> {
    let there: bool = tab.ask("() => 'axe' in window").await.unwrap();
    if !there {
        tab.page.evaluate_expression(AXE.as_str()).await.unwrap();
    }
    let run = RUN.replace("ONLY", only).replace("STYLES", if styles { "true" } else { "false" });
    let mut faults: Vec<String> = tab.ask(&run).await.unwrap();
    let wide: Vec<String> = tab.ask(WIDE).await.unwrap();
    faults.extend(wide);
    faults
}
