//! s2-kit, measured: its strict decoder with the default options.

use child::Peer;
use s2_kit::message::Message;
use s2_kit::types::Timestamp;
use s2_kit::validate::{Context, Validate};
use s2_kit::{codec, testing};

struct S2Kit;

impl Peer for S2Kit {
    type Message = Message;

    fn decode(frame: &str) -> Result<Message, String> {
        codec::decode(frame).map_err(|error| error.to_string())
    }

    fn encode(message: &Message) -> String {
        codec::encode(message)
    }

    const PEEK: Option<fn(&str) -> usize> = Some(|frame| {
        codec::peek(frame).map_or(0, |peek| {
            usize::from(peek.kind.is_some()) + usize::from(peek.message_id.is_some())
        })
    });

    const VALIDATE: Option<fn(&Message) -> usize> =
        Some(|message| message.validate(&Context::empty()).violations().len());

    /// The battery of its own benchmark.
    fn make(name: &str) -> Option<String> {
        (name == "battery").then(|| codec::encode(&testing::battery_system(Timestamp::UNIX_EPOCH).into()))
    }
}

fn main() -> std::io::Result<()> {
    child::serve::<S2Kit>()
}
