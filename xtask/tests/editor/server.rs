//! yaml-language-server as an editor runs it: over stdin and stdout, in the messages of the Language Server Protocol.

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use serde_json::{Value, json};

/// After this long without a word the server is taken for dead.
const PATIENCE: Duration = Duration::from_secs(120);

/// A running server, and the place in a repository where its files seem to be.
pub(crate) struct Server {
    child: Child,
    stdin: ChildStdin,
    messages: Receiver<Value>,
    folder: PathBuf,
    last: u64,
}

impl Server {
    /// A server for files in `folder`; nothing where node or the package is not installed.
    pub(crate) fn start(repository: &Path, folder: PathBuf) -> Option<Self> {
        let program = repository.join(".ci/node/node_modules/yaml-language-server/bin/yaml-language-server");
        if !program.is_file() {
            crate::outside::skipped("yaml-language-server");
            return None;
        }
        let mut command = Command::new("node");
        let command = command.arg(program).arg("--stdio").stdin(Stdio::piped()).stdout(Stdio::piped());
        let Ok(mut child) = command.spawn() else {
            crate::outside::skipped("node");
            return None;
        };
        let stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let (sender, messages) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut stdout) {
                if sender.send(message).is_err() {
                    break;
                }
            }
        });
        let mut server = Self { child, stdin, messages, folder, last: 0 };
        server.greet();
        Some(server)
    }

    fn greet(&mut self) {
        let item = json!({ "snippetSupport": true, "documentationFormat": ["markdown"] });
        self.ask(
            "initialize",
            json!({
                "processId": null,
                "rootUri": uri(&self.folder),
                "capabilities": {
                    "workspace": { "configuration": true },
                    "textDocument": {
                        "completion": { "completionItem": item },
                        "hover": { "contentFormat": ["markdown"] },
                        "publishDiagnostics": {},
                    },
                },
            }),
        );
        self.tell("initialized", json!({}));
        self.tell("workspace/didChangeConfiguration", json!({ "settings": { "yaml": settings() } }));
    }

    /// What is offered where `|>` stands in a text.
    pub(crate) fn complete(&mut self, text: &str) -> Vec<Item> {
        let answer = self.ask_at("textDocument/completion", text);
        let items = answer.get("items").unwrap_or(&answer).as_array().cloned().unwrap_or_default();
        items.iter().map(Item::new).collect()
    }

    /// What is shown when the pointer rests where `|>` stands.
    pub(crate) fn hover(&mut self, text: &str) -> String {
        let answer = self.ask_at("textDocument/hover", text);
        answer["contents"]["value"].as_str().unwrap_or_default().to_owned()
    }

    /// What the server marks in a text.
    pub(crate) fn marks(&mut self, text: &str) -> Vec<Mark> {
        let file = self.open(text);
        let published = self.wait(|message| {
            let is_it =
                message["method"] == "textDocument/publishDiagnostics" && message["params"]["uri"] == *file;
            is_it.then(|| message["params"]["diagnostics"].clone())
        });
        self.close(&file);
        published.as_array().unwrap().iter().map(Mark::new).collect()
    }

    fn ask_at(&mut self, method: &str, text: &str) -> Value {
        let (before, after) = text.split_once("|>").expect("a place in the text");
        let file = self.open(&format!("{before}{after}"));
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
        let answer = self.ask(
            method,
            json!({ "textDocument": { "uri": file }, "position": { "line": line, "character": column } }),
        );
        self.close(&file);
        answer
    }

    fn open(&mut self, text: &str) -> String {
        self.last += 1;
        let file = format!("{}/case-{}.yaml", uri(&self.folder), self.last);
        let document = json!({ "uri": file, "languageId": "yaml", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
        file
    }

    fn close(&mut self, file: &str) {
        self.tell("textDocument/didClose", json!({ "textDocument": { "uri": file } }));
    }

    fn ask(&mut self, method: &str, params: Value) -> Value {
        self.last += 1;
        let id = self.last;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        self.wait(|message| {
            let is_it = message["id"] == id && message.get("method").is_none();
            assert!(!is_it || message.get("error").is_none(), "{method}: {message}");
            is_it.then(|| message["result"].clone())
        })
    }

    fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// The first message in which `wanted` finds something; the server's own questions are answered meanwhile.
    fn wait(&mut self, wanted: impl Fn(&Value) -> Option<Value>) -> Value {
        loop {
            let message = self.messages.recv_timeout(PATIENCE).expect("the server is alive");
            if let Some(found) = wanted(&message) {
                return found;
            }
            if let (Some(id), Some(method)) = (message.get("id"), message.get("method")) {
                let items = message["params"]["items"].as_array().map_or(&[][..], Vec::as_slice);
                let of = |item: &Value| if item["section"] == "yaml" { settings() } else { json!({}) };
                let is_settings = method == "workspace/configuration";
                let result = if is_settings { items.iter().map(of).collect() } else { Value::Null };
                self.send(&json!({ "jsonrpc": "2.0", "id": id, "result": result }));
            }
        }
    }

    fn send(&mut self, message: &Value) {
        let text = message.to_string();
        write!(self.stdin, "Content-Length: {}\r\n\r\n{text}", text.len()).unwrap();
        self.stdin.flush().unwrap();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One thing that is offered.
#[derive(Debug)]
pub(crate) struct Item {
    pub(crate) label: String,
    pub(crate) inserted: String,
    pub(crate) help: String,
}

impl Item {
    fn new(item: &Value) -> Self {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let help = &item["documentation"];
        Self {
            label: text(&item["label"]),
            inserted: text(item["textEdit"].get("newText").unwrap_or(&item["insertText"])),
            help: text(help.get("value").unwrap_or(help)),
        }
    }
}

/// A stretch that is underlined: lines from 1, columns from 0 in UTF-16 units.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) start: (u64, u64),
    pub(crate) end: (u64, u64),
    pub(crate) message: String,
}

impl Mark {
    fn new(mark: &Value) -> Self {
        let place = |at: &Value| (at["line"].as_u64().unwrap() + 1, at["character"].as_u64().unwrap());
        Self {
            start: place(&mark["range"]["start"]),
            end: place(&mark["range"]["end"]),
            message: mark["message"].as_str().unwrap().to_owned(),
        }
    }
}

/// No schema comes from the network.
fn settings() -> Value {
    json!({ "schemaStore": { "enable": false }, "validate": true, "hover": true, "completion": true })
}

fn uri(path: &Path) -> String {
    let path = path.to_str().unwrap().replace('\\', "/");
    let escape = |byte: u8| {
        let is_plain = byte.is_ascii_alphanumeric() || b"/-._~:".contains(&byte);
        if is_plain { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    format!(
        "file://{}{}",
        if path.starts_with('/') { "" } else { "/" },
        path.bytes().map(escape).collect::<String>()
    )
}

fn read(stdout: &mut BufReader<impl Read>) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some((name, value)) if name.eq_ignore_ascii_case("content-length") => {
                length = value.parse().ok()?;
            }
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    stdout.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}
