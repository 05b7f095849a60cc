//! A real browser: Debian's Chromium, driven over its own protocol, with a profile that is thrown
//! away. Not for what is looked at: that is in the walls and the journeys.

use chromiumoxide::{
    Browser as Chromium, BrowserConfig, Page,
    cdp::browser_protocol::{
        dom::SetFileInputFilesParams,
        emulation::SetDeviceMetricsOverrideParams,
        target::{CreateBrowserContextParams, CreateTargetParams},
    },
};
use futures::StreamExt;
use std::time::Duration;

/// A browser that closes with the test.
pub struct Browser {
    chromium: Chromium,
    _profile: tempfile::TempDir,
}

impl Browser {
    /// Starts one.
    pub async fn open() -> Self {
        let profile = tempfile::tempdir().unwrap();
        let config = BrowserConfig::builder()
            .chrome_executable("/usr/bin/chromium")
            .no_sandbox()
            .user_data_dir(profile.path())
            .launch_timeout(Duration::from_secs(120))
            .request_timeout(Duration::from_secs(120))
            .viewport(None)
            .args(["disable-gpu", "disable-quic", "disable-component-update"])
            .build()
            .unwrap();
        let (chromium, mut handler) = Chromium::launch(config).await.expect("./dev check installs chromium");
        tokio::spawn(async move { while handler.next().await.is_some() {} });
        Self { chromium, _profile: profile }
    }

    /// A new tab of this width.
    pub async fn tab(&self, width: i64) -> Tab {
        let page = self.chromium.new_page("about:blank").await.unwrap();
        let size = SetDeviceMetricsOverrideParams::new(width, 900, 1.0, false);
        page.execute(size).await.unwrap();
        Tab { page }
    }

    /// A tab of somebody else, who shares no cookies with the others.
    pub async fn stranger(&self) -> Tab {
        let context = self.chromium.execute(CreateBrowserContextParams::default()).await.unwrap();
        let context = context.result.browser_context_id.clone();
        let target = CreateTargetParams::builder().url("about:blank").browser_context_id(context);
        let page = self.chromium.new_page(target.build().unwrap()).await.unwrap();
        Tab { page }
    }

    /// Closes it.
    pub async fn close(mut self) {
        let _ = self.chromium.close().await;
        let _ = self.chromium.wait().await;
    }
}

/// One tab.
pub struct Tab {
    /// The page in it.
    pub page: Page,
}

impl Tab {
    /// Chooses a file in a field.
    pub async fn choose(&self, selector: &str, file: &std::path::Path) {
        let field = self.page.find_element(selector).await.unwrap_or_else(|e| panic!("{selector}: {e}"));
        let files = vec![file.display().to_string()];
        let mut choice = SetFileInputFilesParams::new(files);
        choice.backend_node_id = Some(field.backend_node_id);
        self.page.execute(choice).await.unwrap();
    }

    /// Goes to an address and waits until the page stands.
    pub async fn go(&self, address: &str) {
        self.page.goto(address).await.unwrap_or_else(|e| panic!("{address}: {e}"));
    }

    /// The path and query that it is at.
    pub async fn path(&self) -> String {
        let url = self.page.url().await.unwrap().unwrap_or_default();
        let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
        rest.find('/').map_or_else(|| "/".to_owned(), |at| rest[at..].to_owned())
    }

    /// The page as it stands.
    pub async fn html(&self) -> String {
        self.page.content().await.unwrap()
    }

    /// What a person reads: the page without its marks.
    pub async fn text(&self) -> String {
        let body = self.page.find_element("body").await.unwrap();
        body.inner_text().await.unwrap().unwrap_or_default()
    }

    /// The text of a file that a link on this page offers.
    pub async fn download(&self, path: &str) -> String {
        let link = format!("a[href=\"{path}\"]");
        assert!(self.page.find_element(link).await.is_ok(), "no link to {path}");
        let fetch = format!("async () => (await fetch('{path}')).text()");
        self.page.evaluate_function(fetch).await.unwrap().into_value().unwrap()
    }

    /// Types into a field as a person does.
    pub async fn type_in(&self, selector: &str, text: &str) {
        let field = self.page.find_element(selector).await.unwrap_or_else(|e| panic!("{selector}: {e}"));
        field.scroll_into_view().await.unwrap().focus().await.unwrap();
        field.type_str(text).await.unwrap();
    }

    /// Picks an option of a list.
    pub async fn pick(&self, selector: &str, value: &str) {
        let picks = format!(
            "() => {{ const list = document.querySelector({selector:?}); list.value = {value:?}; \
             list.dispatchEvent(new Event('change', {{bubbles: true}})); return list.value === {value:?}; }}"
        );
        let picked = self.page.evaluate_function(picks).await.unwrap_or_else(|e| panic!("{selector}: {e}"));
        assert!(picked.into_value::<bool>().unwrap(), "{selector} has no {value}");
    }

    /// Clicks, and stays on the page.
    pub async fn tick(&self, selector: &str) {
        let found = self.page.find_element(selector).await.unwrap_or_else(|e| panic!("{selector}: {e}"));
        found.scroll_into_view().await.unwrap().click().await.unwrap();
    }

    /// What an element says, at one moment: between being found and being read it might be replaced.
    pub async fn text_of(&self, selector: &str) -> String {
        let reads = format!("() => document.querySelector({selector:?}).innerText.trim()");
        let said = self.page.evaluate_function(reads).await.unwrap_or_else(|e| panic!("{selector}: {e}"));
        said.into_value().unwrap()
    }

    /// Clicks, and waits until the page that follows stands.
    pub async fn follow(&self, selector: &str) {
        // The page that is left carries a mark; the one that comes does not.
        self.page.evaluate("window.left = true").await.unwrap();
        self.tick(selector).await;
        let stands = "() => window.left === undefined && document.readyState === 'complete'";
        self.until(selector, async || match self.page.evaluate_function(stands).await {
            Ok(found) => found.into_value().unwrap_or(false),
            // Between two pages there is nothing to ask.
            Err(_) => false,
        })
        .await;
    }

    /// Waits until something is so; a minute at most.
    pub async fn until(&self, what: &str, so: impl AsyncFn() -> bool) {
        let mut pause = tokio::time::interval(Duration::from_millis(25));
        let waited = tokio::time::timeout(Duration::from_secs(60), async {
            while !so().await {
                pause.tick().await;
            }
        });
        assert!(waited.await.is_ok(), "waited in vain: {what}, at {}", self.path().await);
    }
}
