//! The Rust peers behind the adapter protocol of interop/README.md.
//!
//! `s2-interop-peers PEER version` prints the versions, `PEER make PROFILE` prints messages that the peer made, and
//! `PEER read` answers each frame on standard input.

mod adapter;
mod fabricate;
mod s2_kit_peer;
mod s2energy_peer;

fn main() -> std::io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["s2-kit", rest @ ..] => adapter::run(&s2_kit_peer::S2Kit, rest),
        ["s2energy", rest @ ..] => adapter::run(&s2energy_peer::S2Energy, rest),
        _ => adapter::usage(),
    }
}
