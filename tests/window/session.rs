//! One program in one window, driven through WebKitWebDriver.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::rc::Rc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};

use fantoccini::error::CmdError;
use fantoccini::wd::Capabilities;
use fantoccini::{Client, ClientBuilder};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::{closing, sandbox};

/// How long a condition may take to come true; it is looked at often, so a fast machine does not wait.
pub(crate) const PATIENCE: Duration = Duration::from_secs(30);

/// Fresh folders, a driver, and, once opened, a program.
pub(crate) struct Session {
    name: String,
    /// Unmounted before the folder they lie in is deleted.
    disks: Vec<sandbox::Disk>,
    policy: Option<sandbox::Policy>,
    folder: Rc<tempfile::TempDir>,
    runtime: Runtime,
    driver: Option<Child>,
    client: Option<Client>,
    /// The program was opened with `--pack`: it has no lock, and others may run beside it.
    is_beside: bool,
    /// Errors of the page that the test provokes on purpose: parts of their texts.
    expected_errors: Vec<&'static str>,
}

/// The keys of WebDriver that have no character.
pub(crate) mod key {
    pub(crate) const ENTER: char = '\u{e007}';
    pub(crate) const ESCAPE: char = '\u{e00c}';
    pub(crate) const DOWN: char = '\u{e015}';
    pub(crate) const UP: char = '\u{e013}';
    pub(crate) const LEFT: char = '\u{e012}';
    pub(crate) const RIGHT: char = '\u{e014}';
    pub(crate) const HOME: char = '\u{e011}';
    pub(crate) const CONTROL: char = '\u{e009}';
    pub(crate) const ALT: char = '\u{e00a}';
    pub(crate) const SHIFT: char = '\u{e008}';
    pub(crate) const TAB: char = '\u{e004}';
    pub(crate) const DELETE: char = '\u{e017}';
    pub(crate) const F1: char = '\u{e031}';
}

impl Session {
    /// A session without a program yet.
    pub(crate) fn new(name: &str) -> Result<Self> {
        Self::with_home(name, Rc::new(tempfile::tempdir()?))
    }

    /// A second program of the same user. It must be opened with `--pack`, or it hands its wish to the first and ends.
    pub(crate) fn beside(&self) -> Result<Self> {
        Self::with_home(&format!("{} (second)", self.name), Rc::clone(&self.folder))
    }

    fn with_home(name: &str, folder: Rc<tempfile::TempDir>) -> Result<Self> {
        // The system makes this one when a user signs in.
        std::fs::create_dir_all(folder.path().join("XDG_RUNTIME_DIR"))?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(Self {
            name: name.to_owned(),
            disks: Vec::new(),
            policy: None,
            folder,
            runtime,
            driver: None,
            client: None,
            is_beside: false,
            expected_errors: Vec::new(),
        })
    }

    /// The folder that is the program's home.
    pub(crate) fn home(&self) -> &Path {
        self.folder.path()
    }

    /// Puts a disk of its own at a folder of the home, or at the home itself.
    pub(crate) fn mount(&mut self, folder: &str, kilobytes: u32) -> Result<PathBuf> {
        let disk = sandbox::Disk::mount(&self.home().join(folder), kilobytes)?;
        let path = disk.path().to_owned();
        self.disks.push(disk);
        Ok(path)
    }

    /// Sets policy: for the programs that are started from now on, and for one that looks for a change.
    pub(crate) fn set_policy(&mut self, policy: &Value) -> Result<()> {
        // The old one first: it is the same file.
        self.policy = None;
        self.policy = Some(sandbox::Policy::write(policy)?);
        Ok(())
    }

    /// The file with the policy that was set.
    pub(crate) fn policy_file(&self) -> Result<&Path> {
        Ok(self.policy.as_ref().context("no policy is set")?.path())
    }

    /// Takes the policy back.
    pub(crate) fn take_policy_back(&mut self) {
        self.policy = None;
    }

    /// The program under test, built beside this suite.
    pub(crate) fn program() -> Result<PathBuf> {
        let suite = std::env::current_exe()?;
        let folder =
            suite.parent().and_then(Path::parent).context("the suite lies in target/<profile>/deps")?;
        let program = folder.join("express-help");
        ensure!(program.exists(), "{} is missing: run cargo build --workspace", program.display());
        Ok(program)
    }

    /// A command with the environment of this session.
    pub(crate) fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        for variable in
            ["XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"]
        {
            command.env(variable, self.home().join(variable));
        }
        // Programs of the system that a test stands in for.
        let own =
            format!("{}:{}", self.home().join("bin").display(), std::env::var("PATH").unwrap_or_default());
        command
            .env("PATH", own)
            .env("HOME", self.home())
            .env("DISPLAY", sandbox::display())
            .env("LANG", "C.UTF-8")
            .env("NO_AT_BRIDGE", "1")
            .env("TAURI_AUTOMATION", "true")
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            // With the renderer off, WebDriver's screenshots hang.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "0")
            .env_remove("WAYLAND_DISPLAY");
        command
    }

    /// Runs the program to its end, as a second start or without a window.
    pub(crate) fn run(&self, arguments: &[&str]) -> Result<Output> {
        Ok(self.command(&Self::program()?).args(arguments).output()?)
    }

    /// Starts the program with these arguments and waits for its first screen.
    ///
    /// On a busy machine the driver now and then loses a program it has just started; that is tried once more.
    pub(crate) fn open(&mut self, arguments: &[&str]) -> Result<()> {
        self.is_beside = arguments.contains(&"--pack");
        let client = match self.start(arguments) {
            Ok(client) => client,
            Err(_) => {
                self.close()?;
                self.start(arguments)?
            }
        };
        self.client = Some(client);
        self.wait_js(
            "the first screen",
            // A page that was drawn ahead names the script that will take it over.
            "return !document.documentElement.dataset.script
                && document.querySelector('main h1, main [data-testid]') !== null",
        )
    }

    /// Starts a driver and has it start the program.
    fn start(&mut self, arguments: &[&str]) -> Result<Client> {
        let port = free_port()?;
        let mut driver = self.command(Path::new("WebKitWebDriver"));
        let driver = driver
            .args([format!("--port={port}"), "--host=127.0.0.1".to_owned()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start WebKitWebDriver; cargo xtask test installs it")?;
        self.driver = Some(driver);
        let options = json!({ "binary": Self::program()?, "args": arguments });
        let mut capabilities = Capabilities::new();
        capabilities.insert("webkitgtk:browserOptions".to_owned(), options);
        let address = format!("http://127.0.0.1:{port}");
        self.wait(connect(&address, &capabilities)).context("starting the program")
    }

    /// Closes the window, and waits until the program has ended.
    pub(crate) fn close(&mut self) -> Result<()> {
        if let Some(client) = self.client.take() {
            // The driver closes the window; it may be gone before it answers.
            let _ = self.wait(client.close_window());
            let _ = self.wait(client.close());
        }
        self.stop_driver()?;
        self.wait_until_ended()
    }

    fn stop_driver(&mut self) -> Result<()> {
        if let Some(mut driver) = self.driver.take() {
            driver.kill()?;
            driver.wait()?;
        }
        Ok(())
    }

    /// Gives up a program that was killed: nobody asks it to close.
    pub(crate) fn abandon(&mut self) -> Result<()> {
        self.client = None;
        self.stop_driver()?;
        self.wait_until_ended()
    }

    /// Closes the window as a person does, by asking it, and waits until the program has ended by itself.
    pub(crate) fn ask_to_close(&mut self) -> Result<()> {
        closing::ask(sandbox::display())?;
        let start = Instant::now();
        let path = self.home().join("XDG_DATA_HOME/express-help/instance.lock");
        let lock = std::fs::File::open(path)?;
        while lock.try_lock().is_err() {
            ensure!(start.elapsed() < PATIENCE, "the window does not close");
            std::thread::sleep(Duration::from_millis(20));
        }
        drop(lock);
        self.close()
    }

    /// Waits until the program has let go of its lock: the driver does not cope with a next one that has to wait for it.
    ///
    /// The driver closes the page, not the window, and now and then the window stays; such a program is stopped.
    fn wait_until_ended(&self) -> Result<()> {
        const GRACE: Duration = Duration::from_secs(3);
        let path = self.home().join("XDG_DATA_HOME/express-help/instance.lock");
        let lock = std::fs::File::open(path).ok().filter(|_| !self.is_beside);
        let runs = || match &lock {
            Some(lock) => lock.try_lock().is_err(),
            None => !self.programs().is_empty(),
        };
        let start = Instant::now();
        while runs() {
            if start.elapsed() > GRACE {
                self.programs().iter().try_for_each(|id| kill(id, "TERM"))?;
            }
            ensure!(start.elapsed() < PATIENCE, "the program does not end");
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }

    /// The programs of this session, by the ids of their processes.
    pub(crate) fn programs(&self) -> Vec<String> {
        let home = format!("HOME={}\0", self.home().display());
        let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
        let own = processes.filter(|process| {
            let read = |name: &str| {
                let bytes = std::fs::read(process.path().join(name)).unwrap_or_default();
                String::from_utf8_lossy(&bytes).into_owned()
            };
            std::fs::read_link(process.path().join("exe")).is_ok_and(|exe| exe.ends_with("express-help"))
                && read("environ").contains(&home)
                && read("cmdline").contains("\0--pack\0") == self.is_beside
        });
        own.map(|process| process.file_name().to_string_lossy().into_owned()).collect()
    }

    /// The process of the driver.
    pub(crate) fn driver(&self) -> Option<String> {
        self.driver.as_ref().map(|driver| driver.id().to_string())
    }

    /// Allows errors of the page that contain this text.
    pub(crate) fn expect_error(&mut self, part: &'static str) {
        self.expected_errors.push(part);
    }

    /// Ends the session: the page must have seen no error that the test did not ask for.
    pub(crate) fn finish(&mut self) -> Result<()> {
        if self.client.is_some() {
            let errors = self.js("return window.__errors ?? ['window.__errors is missing']")?;
            let errors: Vec<String> = serde_json::from_value(errors)?;
            let expected = &self.expected_errors;
            let surprising: Vec<_> =
                errors.iter().filter(|error| !expected.iter().any(|part| error.contains(part))).collect();
            ensure!(surprising.is_empty(), "the page reported errors: {surprising:#?}");
        }
        self.close()
    }

    /// Saves what the window shows and returns the path, for a failed test.
    pub(crate) fn save_picture(&self) -> String {
        let path =
            std::env::temp_dir().join(format!("express-help-{}.png", self.name.replace([':', ' '], "-")));
        match self.write_picture(&path) {
            Ok(()) => path.display().to_string(),
            Err(error) => format!("none: {error:#}"),
        }
    }

    /// Keeps what the window shows in the folder `EXPRESS_HELP_PICTURES`, to be looked at; without it, does nothing.
    pub(crate) fn keep_picture(&self, name: &str) -> Result<()> {
        let Some(folder) = std::env::var_os("EXPRESS_HELP_PICTURES") else { return Ok(()) };
        let name = format!("{}-{name}.png", self.name).replace([':', ' ', ',', '/'], "-");
        self.write_picture(&Path::new(&folder).join(name))
    }

    fn write_picture(&self, path: &Path) -> Result<()> {
        let client = self.client()?;
        // The driver takes the last frame, which may be older than the page.
        let painted = "const done = arguments[arguments.length - 1];
            requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(true), 100)))";
        let _ = self.js_async(painted);
        let bytes = self
            .runtime
            .block_on(async { tokio::time::timeout(Duration::from_secs(10), client.screenshot()).await })??;
        std::fs::write(path, bytes).with_context(|| path.display().to_string())
    }

    /// Runs a conversation with the driver; one that never answers fails the test instead of the suite.
    pub(crate) fn wait<T, E>(&self, work: impl Future<Output = Result<T, E>>) -> Result<T>
    where
        anyhow::Error: From<E>,
    {
        let limited = async { tokio::time::timeout(2 * PATIENCE, work).await };
        Ok(self.runtime.block_on(limited).context("the driver does not answer")??)
    }

    pub(crate) fn client(&self) -> Result<&Client> {
        self.client.as_ref().context("no program is open")
    }

    /// Runs a function body in the page.
    pub(crate) fn js(&self, script: &str) -> Result<Value> {
        self.js_with(script, Vec::new())
    }

    /// Runs a function body in the page with `arguments`.
    pub(crate) fn js_with(&self, script: &str, arguments: Vec<Value>) -> Result<Value> {
        let client = self.client()?;
        self.wait(client.execute(script, arguments)).with_context(|| format!("in the page: {script}"))
    }

    /// Runs a function body that calls its last argument when it is done.
    pub(crate) fn js_async(&self, script: &str) -> Result<Value> {
        let client = self.client()?;
        self.wait(client.execute_async(script, Vec::new()))
    }

    /// Waits until a function body gives true.
    pub(crate) fn wait_js(&self, what: &str, script: &str) -> Result<()> {
        let start = Instant::now();
        loop {
            // While the page is loading, scripts may fail.
            match self.js(script) {
                Ok(Value::Bool(true)) => return Ok(()),
                Err(error) if is_lost(&error) => return Err(error),
                result if start.elapsed() > PATIENCE => {
                    bail!("waited in vain for {what}: {script}: {result:?}")
                }
                _ => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    /// Waits until the element with this test id has a text that contains `part`.
    pub(crate) fn wait_text(&self, id: &str, part: &str) -> Result<()> {
        let part = serde_json::to_string(part)?;
        let script = format!(
            "return [...document.querySelectorAll('[data-testid={id}]')].some(e => e.textContent.replace(/\\s+/g, ' ').includes({part}))"
        );
        self.wait_js(&format!("{part} in {id}"), &script)
    }

    /// Waits for an element with this test id.
    pub(crate) fn wait_for(&self, id: &str) -> Result<()> {
        self.wait_js(id, &format!("return document.querySelector('[data-testid={id}]') !== null"))
    }

    /// Waits until there is no such element.
    pub(crate) fn wait_gone(&self, id: &str) -> Result<()> {
        self.wait_js(id, &format!("return document.querySelector('[data-testid={id}]') === null"))
    }

    /// The text of the first element with this test id.
    pub(crate) fn text(&self, id: &str) -> Result<String> {
        let script = format!(
            "return document.querySelector('[data-testid={id}]')?.textContent.replace(/\\s+/g, ' ').trim() ?? null"
        );
        Ok(self.js(&script)?.as_str().with_context(|| format!("there is no {id}"))?.to_owned())
    }

    /// Empties the search field and types a query into it.
    pub(crate) fn search_for(&self, query: &str) -> Result<()> {
        self.js("const f = document.querySelector('[data-testid=search-input]'); f.focus(); f.select(); return true")?;
        self.type_text(query)
    }

    /// Searches and waits for the answer to exactly this query.
    pub(crate) fn find_results(&self, query: &str) -> Result<()> {
        self.search_for(query)?;
        let query = serde_json::to_string(query)?;
        let script =
            format!("return document.querySelector('[data-testid=results]')?.dataset.query === {query}");
        self.wait_js(&format!("the results of {query}"), &script)
    }

    /// Chooses a value of a menu, as the system's list does it.
    pub(crate) fn choose(&self, menu: &str, value: &str) -> Result<()> {
        let script = format!(
            "const e = document.querySelector('[data-testid={menu}]'); e.value = '{value}';
             e.dispatchEvent(new Event('change', {{ bubbles: true }})); return e.value === '{value}'"
        );
        ensure!(self.js(&script)? == true, "{menu} has no {value}");
        Ok(())
    }

    /// Waits until the article with this id is shown.
    pub(crate) fn wait_article(&self, id: &str) -> Result<()> {
        let id = serde_json::to_string(id)?;
        let script =
            format!("return document.querySelector('[data-testid=article]')?.dataset.article === {id}");
        self.wait_js(&format!("the article {id}"), &script)
    }
}

/// Whether there is no driver any more: then nothing can come true.
pub(crate) fn is_lost(error: &anyhow::Error) -> bool {
    matches!(error.downcast_ref(), Some(CmdError::Failed(_) | CmdError::FailedC(_) | CmdError::Lost(_)))
}

/// Sends a signal. The shell has a kill of its own; the program is in a package that may be missing.
pub(crate) fn kill(id: &str, signal: &str) -> Result<()> {
    Command::new("sh").args(["-c", "kill -\"$1\" \"$0\"", id, signal]).status()?;
    Ok(())
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.close();
    }
}

async fn connect(address: &str, capabilities: &Capabilities) -> Result<Client> {
    let start = Instant::now();
    loop {
        let connector = hyper_util::client::legacy::connect::HttpConnector::new();
        match ClientBuilder::new(connector).capabilities(capabilities.clone()).connect(address).await {
            Ok(client) => return Ok(client),
            Err(error) if start.elapsed() > PATIENCE => {
                return Err(error).context("the program did not start under the driver");
            }
            Err(_) => tokio::time::sleep(Duration::from_millis(50)).await,
        }
    }
}

fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    Ok(listener.local_addr()?.port())
}
