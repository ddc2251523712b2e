//! What a peer does in a conversation, step by step. The words are those of interop/ours/session_script.hpp.

use std::collections::VecDeque;
use std::io;
use std::path::PathBuf;

/// One step: a word and what it is about.
#[derive(Clone, Debug)]
pub struct Step {
    pub word: String,
    pub argument: String,
}

/// One side of a conversation.
pub struct Script {
    /// RM: the frame of its ResourceManagerDetails.
    pub details: String,
    pub steps: Vec<Step>,
}

impl Script {
    /// The steps of each connection.
    pub fn connections(&self) -> impl Iterator<Item = &[Step]> {
        self.steps.split(|step| step.word == "open")
    }
}

/// `PROGRAM rm|cem listen|connect URL PROFILE SCRIPT CERTIFICATES [library]`
pub struct Call {
    pub role: String,
    pub listen: bool,
    pub url: String,
    pub profile: String,
    pub script: Script,
    /// The folder of authority.pem, server.pem and server.key, for wss.
    pub certificates: PathBuf,
    /// Whether to do as the library does by itself, where that is known to fail.
    pub library: bool,
}

impl Call {
    /// Whether to talk over TLS.
    pub fn encrypted(&self) -> bool {
        self.url.starts_with("wss:")
    }
}

/// Reads the command line and the script.
pub fn call() -> io::Result<Call> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [role, way, url, profile, path, certificates, rest @ ..] = words.as_slice() else {
        eprintln!("usage: rm|cem listen|connect URL PROFILE SCRIPT CERTIFICATES [library]");
        std::process::exit(2)
    };
    Ok(Call {
        role: role.clone(),
        listen: way == "listen",
        url: url.clone(),
        profile: profile.clone(),
        script: read(&std::fs::read_to_string(path)?),
        certificates: certificates.into(),
        library: rest.iter().any(|word| word == "library"),
    })
}

/// Reads a script.
pub fn read(text: &str) -> Script {
    let mut script = Script {
        details: String::new(),
        steps: Vec::new(),
    };
    for line in text.lines() {
        let (word, argument) = line.split_once('\t').unwrap_or((line, ""));
        let mut add = |word: &str, argument: &str| {
            script.steps.push(Step {
                word: word.to_owned(),
                argument: argument.to_owned(),
            })
        };
        match word {
            "details" => script.details = argument.to_owned(),
            "revoked" => {
                add("await", "RevokeObject");
                add("report", "REVOKED");
            }
            _ => add(word, argument),
        }
    }
    script
}

/// What came and no step has asked for yet.
#[derive(Default)]
pub struct Heard {
    things: VecDeque<String>,
}

impl Heard {
    /// Something came.
    pub fn push(&mut self, word: &str, argument: &str) {
        self.things.push_back(format!("{word} {argument}"));
    }

    /// Whether a thing came; it is forgotten.
    pub fn take(&mut self, step: &Step) -> bool {
        let wanted = format!("{} {}", step.word, step.argument);
        let found = self.things.iter().position(|thing| *thing == wanted);
        found.and_then(|at| self.things.remove(at)).is_some()
    }
}

/// Says that somebody may connect.
pub fn say_listening(call: &Call, address: impl std::fmt::Display) {
    println!("listening {}://{address}/", if call.encrypted() { "wss" } else { "ws" });
}

/// Says that a step is done.
pub fn say_done(step: &Step) {
    println!(
        "done: {} {}",
        step.word,
        step.argument.chars().take(60).collect::<String>()
    );
}

/// Ends the program: with 0, or with what went wrong.
pub fn finish(outcome: Result<(), String>) -> ! {
    match outcome {
        Ok(()) => std::process::exit(0),
        Err(problem) => {
            println!("problem: {}", problem.replace('\n', " "));
            std::process::exit(1)
        }
    }
}
