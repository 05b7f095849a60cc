//! A real browser: Debian's Chromium, driven over its own protocol, with a profile that is thrown
//! away. Not for what is looked at: that is in the walls and the journeys.

use chromiumoxide::{
    Browser as Chromium, BrowserConfig, Element, Page,
    cdp::browser_protocol::{
        dom::SetFileInputFilesParams,
        emulation::{
            MediaFeature, SetDeviceMetricsOverrideParams, SetEmulatedMediaParams,
            SetScriptExecutionDisabledParams,
        },
        target::{CreateBrowserContextParams, CreateTargetParams},
    },
    cdp::js_protocol::runtime::EvaluateParams,
    error::CdpError,
};
use futures::StreamExt;
use serde::de::DeserializeOwned;
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
        Tab::still(page).await
    }

    /// A tab of somebody else, who shares no cookies with the others.
    pub async fn stranger(&self) -> Tab {
        let context = self.chromium.execute(CreateBrowserContextParams::default()).await.unwrap();
        let context = context.result.browser_context_id.clone();
        let target = CreateTargetParams::builder().url("about:blank").browser_context_id(context);
        Tab::still(self.chromium.new_page(target.build().unwrap()).await.unwrap()).await
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
    /// For somebody who wants nothing to glide: what glides is hard to hit.
    async fn still(page: Page) -> Self {
        let feature = MediaFeature::new("prefers-reduced-motion", "reduce");
        page.execute(SetEmulatedMediaParams::builder().feature(feature).build()).await.unwrap();
        Self { page }
    }

    /// Whether pages may run script from here on: many people switch it off. We can ask all the same.
    pub async fn script(&self, on: bool) {
        self.page.execute(SetScriptExecutionDisabledParams::new(!on)).await.unwrap();
    }

    /// What a function says that is run in the page as it stands, whether or not the page may run any.
    pub async fn ask<T: DeserializeOwned>(&self, function: &str) -> Result<T, CdpError> {
        let mut asked = EvaluateParams::new(format!("({function})()"));
        (asked.return_by_value, asked.await_promise) = (Some(true), Some(true));
        let said = self.page.execute(asked).await?.result;
        if let Some(thrown) = said.exception_details {
            return Err(CdpError::JavascriptException(Box::new(thrown)));
        }
        Ok(serde_json::from_value(said.result.value.unwrap_or_default())?)
    }

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
        self.ask("() => document.documentElement.outerHTML").await.unwrap()
    }

    /// What a person reads: the page without its marks.
    pub async fn text(&self) -> String {
        self.ask("() => document.body.innerText").await.unwrap()
    }

    /// The text of a file that a link on this page offers.
    pub async fn download(&self, path: &str) -> String {
        let link = format!("a[href=\"{path}\"]");
        assert!(self.page.find_element(link).await.is_ok(), "no link to {path}");
        self.ask(&format!("async () => (await fetch('{path}')).text()")).await.unwrap()
    }

    /// Types into a field as a person does.
    pub async fn type_in(&self, selector: &str, text: &str) {
        let field = self.in_view(selector).await;
        field.focus().await.unwrap();
        field.type_str(text).await.unwrap();
    }

    /// Picks an option of a list.
    pub async fn pick(&self, selector: &str, value: &str) {
        let picks = format!(
            "() => {{ const list = document.querySelector({selector:?}); list.value = {value:?}; \
             list.dispatchEvent(new Event('change', {{bubbles: true}})); return list.value === {value:?}; }}"
        );
        let picked: bool = self.ask(&picks).await.unwrap_or_else(|e| panic!("{selector}: {e}"));
        assert!(picked, "{selector} has no {value}");
    }

    /// Clicks, and stays on the page.
    pub async fn tick(&self, selector: &str) {
        let place = self.in_view(selector).await.clickable_point().await.unwrap();
        self.page.click(place).await.unwrap();
    }

    /// Finds an element and moves the page to it. The driver's own way waits for script in the page.
    async fn in_view(&self, selector: &str) -> Element {
        let moves = format!(
            "() => {{ const found = document.querySelector({selector:?}); \
             found?.scrollIntoView({{ block: 'center', behavior: 'instant' }}); return !!found; }}"
        );
        assert!(self.ask::<bool>(&moves).await.unwrap(), "no {selector} at {}", self.path().await);
        self.page.find_element(selector).await.unwrap()
    }

    /// What an element says, at one moment: between being found and being read it might be replaced.
    pub async fn text_of(&self, selector: &str) -> String {
        let reads = format!("() => document.querySelector({selector:?}).innerText.trim()");
        self.ask(&reads).await.unwrap_or_else(|e| panic!("{selector}: {e}"))
    }

    /// Clicks, and waits until the page that follows stands.
    pub async fn follow(&self, selector: &str) {
        // The page that is left carries a mark; the one that comes does not.
        let _: bool = self.ask("() => window.left = true").await.unwrap();
        self.tick(selector).await;
        let stands = "() => window.left === undefined && document.readyState === 'complete'";
        // Between two pages there is nothing to ask.
        self.until(selector, async || self.ask(stands).await.unwrap_or(false)).await;
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
