//! The protocol between the driver and a program that is measured: see docs/performance.md.

use std::collections::HashMap;
use std::hint::black_box;
use std::io::{self, BufRead, Write};
use std::time::Instant;

/// An implementation that is measured. What it cannot do, it does not override.
pub trait Peer {
    type Message;
    fn decode(frame: &str) -> Result<Self::Message, String>;
    fn encode(message: &Self::Message) -> String;
    /// Finds type and id, and tells how many of the two it found.
    const PEEK: Option<fn(&str) -> usize> = None;
    /// Judges the content of a message, and tells how many findings there are.
    const VALIDATE: Option<fn(&Self::Message) -> usize> = None;
    /// A session that is steered by fill rates takes a status, with another message_id each time: prepares it.
    const RECEIVE: Option<fn(&str) -> Box<dyn FnMut()>> = None;
    /// Two new sessions shake hands, and the details of the RM are acknowledged.
    const OPEN: Option<fn() -> usize> = None;
    /// Writes one of the peer's own messages.
    fn make(_name: &str) -> Option<String> {
        None
    }
}

/// Answers the driver's commands until it closes the pipe.
pub fn serve<P: Peer>() -> io::Result<()> {
    let mut frames = HashMap::new();
    let mut out = io::stdout().lock();
    for line in io::stdin().lock().lines() {
        let line = line?;
        let answer = match *line.splitn(3, ' ').collect::<Vec<_>>().as_slice() {
            ["make", name] => P::make(name).ok_or_else(|| "cannot make this".to_owned()),
            ["load", name, frame] => {
                frames.insert(name.to_owned(), frame.to_owned());
                P::decode(frame).map(|_| "ok".to_owned())
            }
            [operation, name, count] => {
                measure::<P>(operation, &frames[name], count.parse().unwrap_or(1)).map(|time| time.to_string())
            }
            _ => Err(format!("what is {line}")),
        };
        match answer {
            Ok(text) => writeln!(out, "{text}")?,
            Err(reason) => writeln!(out, "- {}", reason.replace('\n', " "))?,
        }
        out.flush()?;
    }
    Ok(())
}

/// Nanoseconds that so many runs of an operation take.
fn measure<P: Peer>(operation: &str, frame: &str, count: u32) -> Result<u128, String> {
    let missing = || format!("has no {operation}");
    match operation {
        "decode" => Ok(time(count, || P::decode(black_box(frame)))),
        "encode" => {
            let message = P::decode(frame)?;
            Ok(time(count, || P::encode(black_box(&message))))
        }
        "peek" => {
            let peek = P::PEEK.ok_or_else(missing)?;
            Ok(time(count, || peek(black_box(frame))))
        }
        "validate" => {
            let validate = P::VALIDATE.ok_or_else(missing)?;
            let message = P::decode(frame)?;
            Ok(time(count, || validate(black_box(&message))))
        }
        // What a session does with a message depends on what was said before: only the status fits everybody's.
        "receive" if frame.contains("StorageStatus") => {
            let mut receive = P::RECEIVE.ok_or_else(missing)?(frame);
            Ok(time(count, || receive()))
        }
        "open" if frame.contains("StorageStatus") => {
            let open = P::OPEN.ok_or_else(missing)?;
            Ok(time(count, open))
        }
        _ => Err(missing()),
    }
}

/// Writes a number into the first eight characters of the UUID that begins at a place.
pub fn count_up(text: &mut String, at: usize, number: u32) {
    let digits: String = (0..8)
        .map(|i| char::from_digit(number >> (4 * i) & 15, 16).unwrap_or('0'))
        .collect();
    text.replace_range(at..at + 8, &digits);
}

fn time<T>(count: u32, mut run: impl FnMut() -> T) -> u128 {
    let start = Instant::now();
    for _ in 0..count {
        black_box(run());
    }
    start.elapsed().as_nanos()
}
