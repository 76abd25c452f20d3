use tokio::sync::Channel;

pub fn channel(first: T) { let channel = Channel { held: first }; (channel, channel) }
