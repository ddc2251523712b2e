//! The protocol that the driver speaks with every peer: lines of columns between tabs.

pub mod script;

use std::io::{self, BufRead, Write};

/// What a peer has to be able to do.
pub trait Peer {
    /// The version strings of the S2 JSON profiles the peer says it speaks.
    fn profiles(&self) -> Vec<String>;
    /// Messages made with the peer's own types and written by the peer: (name, frame).
    fn make(&self, profile: &str) -> Vec<(String, String)>;
    /// Reads a frame and writes it again.
    fn read(&self, profile: &str, frame: &str) -> Result<String, String>;
}

/// Carries out the command line of the program: `profiles`, `make PROFILE` or `read`.
pub fn run(peer: &dyn Peer) -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match *words.as_slice() {
        ["profiles"] => print_lines(peer.profiles()),
        ["make", profile] => print_lines(
            peer.make(profile)
                .into_iter()
                .map(|(name, frame)| format!("{name}\t{frame}")),
        ),
        ["read"] => read(peer),
        _ => {
            eprintln!("usage: profiles | make PROFILE | read");
            std::process::exit(2)
        }
    }
}

fn print_lines(lines: impl IntoIterator<Item = String>) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in lines {
        writeln!(out, "{line}")?;
    }
    Ok(())
}

/// Answers "profile, name, frame" lines with "name, ok, frame" or "name, refused, reason".
fn read(peer: &dyn Peer) -> io::Result<()> {
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().split(b'\n') {
        let line = line?;
        let mut columns = line.splitn(3, |byte| *byte == b'\t');
        let profile = String::from_utf8_lossy(columns.next().unwrap_or_default()).into_owned();
        let name = String::from_utf8_lossy(columns.next().unwrap_or_default()).into_owned();
        let answer = std::str::from_utf8(columns.next().unwrap_or_default())
            .map_err(|error| error.to_string())
            .and_then(|frame| peer.read(&profile, frame));
        match answer {
            Ok(frame) => writeln!(out, "{name}\tok\t{frame}")?,
            Err(reason) => writeln!(out, "{name}\trefused\t{}", reason.replace(['\n', '\t'], " "))?,
        }
    }
    Ok(())
}
