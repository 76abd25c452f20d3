//! The command line's grammar.

use clap::{Args, Parser, Subcommand, ValueEnum};

/// Writes one least-privilege IAM role per AWS Lambda function from the code the function runs.
#[derive(Debug, Parser)]
#[command(name = "iam-tailor", version, disable_help_subcommand = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Print the tailored policy of each function
    Synth(Synth),
    /// Show what `apply` would change in the templates
    Diff(Edit),
    /// Write the tailored roles into the templates
    Apply(Edit),
    /// Find what the declared roles grant too little and too much
    Check(Check),
    /// Say of every call whether the declared role allows it, and by which statement
    Verify(Verify),
    /// Write a review report
    Report(Report),
    /// Say why each permission of a function is there
    Explain(Explain),
    /// Look up what AWS operations need and what actions allow
    Catalog(Catalog),
}

/// How results are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// What to look at.
#[derive(Debug, Args)]
#[command(next_help_heading = "Input")]
pub(crate) struct Input {
    /// A repository, a folder, a template, or a source file
    #[arg(default_value = ".")]
    pub(crate) path: String,
    /// Analyse this source file without a template
    #[arg(long, value_name = "FILE[:FUNCTION]")]
    pub(crate) entry: Option<String>,
    /// Only these functions, by their name in the template; may be given several times
    #[arg(long, value_name = "NAME")]
    pub(crate) function: Vec<String>,
    /// Only these templates, relative to PATH; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) template: Vec<String>,
    /// The configuration; `iam-tailor.toml` in PATH or a folder above it if absent
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<std::path::PathBuf>,
    #[command(flatten)]
    pub(crate) deployment: Deployment,
}

/// What a deployment is told beside its template.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Deployment")]
pub(crate) struct Deployment {
    /// Read Serverless services for this stage
    #[arg(long, value_name = "STAGE")]
    pub(crate) stage: Option<String>,
    /// Read Serverless services for this region
    #[arg(long, value_name = "REGION")]
    pub(crate) region: Option<String>,
    /// A parameter of the deployment; may be given several times
    #[arg(long, value_name = "NAME=VALUE", value_parser = parameter)]
    pub(crate) param: Vec<(String, String)>,
    /// Read this JSON, a Serverless configuration with its variables resolved, in place of the service in PATH
    #[arg(long, value_name = "FILE", conflicts_with = "entry")]
    pub(crate) resolved: Option<std::path::PathBuf>,
}

impl From<&Deployment> for policy::template::given::Given {
    fn from(deployment: &Deployment) -> Self {
        Self {
            stage: deployment.stage.clone(),
            region: deployment.region.clone(),
            parameters: deployment.param.iter().cloned().collect(),
            is_final: deployment.resolved.is_some(),
        }
    }
}

fn parameter(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((name, value)) if !name.is_empty() => Ok((name.to_owned(), value.to_owned())),
        _ => Err("a parameter is written NAME=VALUE".to_owned()),
    }
}

#[derive(Debug, Args)]
pub(crate) struct Synth {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) written: Written,
    /// How to print
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Edit {
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) written: Written,
    /// Put a comment above each statement that says where in the code it comes from
    #[arg(long, help_heading = "Output")]
    pub(crate) comments: bool,
    /// Write the roles of functions too that could not be followed completely
    #[arg(long, help_heading = "Output")]
    pub(crate) allow_partial: bool,
    /// How to print
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub(crate) format: Format,
}

/// What a report is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// One page for people, with everything in it
    Html,
    /// A comment for a pull request
    Markdown,
    /// For code scanning
    Sarif,
    /// For programs, and for later reports
    Json,
    /// The grants, for spreadsheets
    Csv,
}

#[derive(Debug, Args)]
pub(crate) struct Report {
    /// PATH may also be results that `synth` or `report` wrote as JSON; these are further ones, one a repository
    #[arg(
        value_name = "RESULTS",
        help_heading = "Input",
        requires = "path",
        index = 2
    )]
    pub(crate) more: Vec<String>,
    /// Say what changed since this git revision, or since the results in this JSON file (with `--format markdown`)
    #[arg(long, value_name = "REV|FILE", help_heading = "Input")]
    pub(crate) base: Option<String>,
    /// Count findings of this baseline as accepted; that of the configuration if absent
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) baseline: Option<std::path::PathBuf>,
    #[command(flatten)]
    pub(crate) input: Input,
    #[command(flatten)]
    pub(crate) written: Written,
    /// What to write
    #[arg(long, value_enum, default_value = "html", help_heading = "Output")]
    pub(crate) format: ReportFormat,
    /// Write to this file instead of the standard output
    #[arg(long, short, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<String>,
    /// The heading; reports name no repository, host or time by themselves
    #[arg(
        long,
        value_name = "TEXT",
        default_value = "Access review",
        help_heading = "Output"
    )]
    pub(crate) title: String,
}

#[derive(Debug, Args)]
pub(crate) struct Explain {
    /// The function, by its name in the template
    pub(crate) function: String,
    /// Only this action; `*` matches any text: `s3:*`
    pub(crate) action: Option<String>,
    /// A repository, a folder, a template, or a source file
    #[arg(long, default_value = ".", help_heading = "Input")]
    pub(crate) path: String,
    /// Analyse this source file without a template
    #[arg(long, value_name = "FILE[:FUNCTION]", help_heading = "Input")]
    pub(crate) entry: Option<String>,
    /// How to print
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Only findings of at least this severity
    #[arg(long, value_enum, help_heading = "Findings")]
    pub(crate) min_severity: Option<Severity>,
    /// Only findings of at least this confidence
    #[arg(long, value_enum, help_heading = "Findings")]
    pub(crate) min_confidence: Option<Confidence>,
    /// Accept the findings that this file lists
    #[arg(long, value_name = "FILE", help_heading = "Findings")]
    pub(crate) baseline: Option<std::path::PathBuf>,
    /// Write the findings of this run into the baseline
    #[arg(long, help_heading = "Findings")]
    pub(crate) write_baseline: bool,
    /// Show accepted findings too
    #[arg(long, help_heading = "Output")]
    pub(crate) show_accepted: bool,
    /// How to print
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub(crate) format: CheckFormat,
}

/// How findings are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// Annotations of GitHub Actions.
    Github,
}

/// See [`policy::review::Severity`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Severity {
    /// To be known.
    Info,
    /// Housekeeping.
    Low,
    /// Reaches things it should not.
    Medium,
    /// Fails, or reaches far beyond.
    High,
}

impl From<Severity> for policy::review::Severity {
    fn from(severity: Severity) -> Self {
        match severity {
            Severity::Info => Self::Info,
            Severity::Low => Self::Low,
            Severity::Medium => Self::Medium,
            Severity::High => Self::High,
        }
    }
}

/// See [`policy::review::Confidence`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Confidence {
    /// A hint.
    Low,
    /// Likely.
    Medium,
    /// Certain.
    High,
}

impl From<Confidence> for policy::review::Confidence {
    fn from(confidence: Confidence) -> Self {
        match confidence {
            Confidence::Low => Self::Low,
            Confidence::Medium => Self::Medium,
            Confidence::High => Self::High,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[command(flatten)]
    pub(crate) input: Input,
    /// Judge by this policy or role in JSON instead of the template's; may be given several times
    #[arg(long, value_name = "FILE", help_heading = "Policies")]
    pub(crate) policy: Vec<std::path::PathBuf>,
    /// Judge under this permissions boundary in JSON
    #[arg(long, value_name = "FILE", help_heading = "Policies")]
    pub(crate) boundary: Option<std::path::PathBuf>,
    /// How to print
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub(crate) format: Format,
}

/// Which grants policies hold.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Written {
    /// Write the permissions too that SAM or Serverless add to a role by themselves
    #[arg(long)]
    pub(crate) include_platform: bool,
}

impl From<Written> for policy::synth::Written {
    fn from(written: Written) -> Self {
        if written.include_platform {
            Self::Everything
        } else {
            Self::Needed
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Catalog {
    #[command(subcommand)]
    pub(crate) about: About,
}

/// What to look up.
#[derive(Debug, Subcommand)]
pub(crate) enum About {
    /// The actions an operation needs: `S3.CopyObject`, `s3:copy_object`, `@aws-sdk/client-sfn StartExecutionCommand`
    Op(LookUpOperations),
    /// What an action allows, and which operations need it: `s3:GetObject`; a pattern (`s3:Get*`) lists actions
    Action(LookUp),
    /// A resource type, its ARNs and actions: `s3:object`, `AWS::S3::Bucket`; a prefix (`s3`) lists its types
    Resource(LookUp),
    /// A service and its operations, by its name in any SDK or its IAM prefix: `sfn`, `@aws-sdk/client-sfn`, `states`
    Service(LookUp),
}

#[derive(Debug, Args)]
pub(crate) struct LookUpOperations {
    /// The operations, in any SDK's spelling; a query with a blank needs quotes
    #[arg(required_unless_present = "stdin")]
    pub(crate) query: Vec<String>,
    /// Read one query a line from the standard input
    #[arg(long, conflicts_with = "query")]
    pub(crate) stdin: bool,
    /// How to print
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub(crate) format: Format,
}

#[derive(Debug, Args)]
pub(crate) struct LookUp {
    /// The name
    pub(crate) name: String,
    /// How to print
    #[arg(long, value_enum, default_value = "text", help_heading = "Output")]
    pub(crate) format: Format,
}
