//! s2-kit, measured: its strict decoder with the default options.

use child::Peer;
use s2_kit::message::Message;
use s2_kit::types::Timestamp;
use s2_kit::types::common::ControlType;
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

    const RECEIVE: Option<fn(&str) -> Box<dyn FnMut()>> = Some(|frame| {
        let mut conversation = testing::Conversation::battery();
        conversation.open();
        let now = conversation.now;
        conversation
            .cem
            .select_control_type(ControlType::FillRateBasedControl, now)
            .expect("can be selected");
        conversation.pump();
        conversation
            .rm
            .send(testing::battery_system(now), now)
            .expect("can be sent");
        conversation.pump();
        let mut text = frame.to_owned();
        let at = frame.find("\"message_id\":\"").expect("has an id") + 14;
        let mut number = 0;
        Box::new(move || {
            number += 1;
            child::count_up(&mut text, at, number);
            let cem = &mut conversation.cem;
            let _ = cem.handle_text(std::hint::black_box(&text), now);
            while cem.poll_transmit().is_some() {}
            while cem.poll_event().is_some() {}
        })
    });

    const OPEN: Option<fn() -> usize> = Some(|| {
        let mut conversation = testing::Conversation::battery();
        conversation.open();
        conversation.transcript().len()
    });

    /// The battery of its own benchmark.
    fn make(name: &str) -> Option<String> {
        (name == "battery").then(|| codec::encode(&testing::battery_system(Timestamp::UNIX_EPOCH).into()))
    }
}

fn main() -> std::io::Result<()> {
    child::serve::<S2Kit>()
}
