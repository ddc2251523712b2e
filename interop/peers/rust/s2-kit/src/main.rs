//! s2-kit: reads by its strict decoder, and makes the messages its own tests are made of.

use adapter::Peer;
use s2_kit::types::WireProfile;
use s2_kit::types::common::NumberRange;
use s2_kit::{DecodeOptions, Message, decode_with, encode, testing};

struct S2Kit;

fn profile_of(version: &str) -> WireProfile {
    match version {
        "0.0.2-beta" => WireProfile::V0_0_2Beta,
        _ => WireProfile::V1_0_0,
    }
}

impl Peer for S2Kit {
    fn profiles(&self) -> Vec<String> {
        [WireProfile::V1_0_0, WireProfile::V0_0_2Beta]
            .map(|profile| profile.version_str().to_owned())
            .to_vec()
    }

    fn make(&self, profile: &str) -> Vec<(String, String)> {
        let profile = profile_of(profile);
        testing::every_message()
            .into_iter()
            .filter(|message| message.kind().exists_in(profile))
            .map(|mut message| {
                // Its fixture is the 1.0.0 form of the one message that differs.
                if let Message::DdbcSystemDescription(description) = &mut message
                    && profile == WireProfile::V0_0_2Beta
                {
                    description.present_demand_rate = Some(NumberRange::new(2000.0, 2500.0));
                }
                (message.kind().as_str().to_owned(), encode(&message))
            })
            .collect()
    }

    fn read(&self, profile: &str, frame: &str) -> Result<String, String> {
        let options = DecodeOptions::default().profile(profile_of(profile));
        decode_with(frame, &options)
            .map(|decoded| encode(&decoded.message))
            .map_err(|error| error.to_string())
    }
}

fn main() -> std::io::Result<()> {
    adapter::run(&S2Kit)
}
