pub use aws_config::environment::EnvironmentVariableCredentialsProvider;
