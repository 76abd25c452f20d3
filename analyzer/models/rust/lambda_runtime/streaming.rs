pub fn channel() { (native::unknown(), native::unknown()) }
