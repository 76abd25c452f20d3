//! CloudFormation resource types whose ARNs policies name: what `Ref` and `Fn::GetAtt` give, and the ARN's format.
//!
//! Source: the return values of each type in the CloudFormation resource reference, the ARN formats of the service
//! authorization reference. A type that is not here still binds through an expression that gives an ARN. No code here
//! depends on a service.

/// What an expression about a resource gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    /// The resource's ARN.
    Arn,
    /// The text of the last placeholder of the ARN format: a name or an id.
    Name,
    /// The queue's URL.
    Url,
    /// The ARN of something else that belongs to it: a stream, a version, its key.
    OtherArn,
    /// Nothing that an ARN is made of.
    Other,
}

/// A resource type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ResourceType {
    /// `AWS::DynamoDB::Table`.
    pub kind: &'static str,
    /// Format of its ARN; the last placeholder is the resource's own name.
    pub arn: &'static str,
    /// What `Ref` gives.
    pub reference: Gives,
    /// Property that names the resource, if it can be named.
    pub name_property: Option<&'static str>,
    /// What `Fn::GetAtt` gives, for the attributes that matter.
    pub attributes: &'static [(&'static str, Gives)],
}

/// The type with this name.
pub fn resource_type(kind: &str) -> Option<&'static ResourceType> {
    TYPES.iter().find(|row| row.kind == kind)
}

impl ResourceType {
    /// What `Fn::GetAtt` of an attribute gives.
    pub fn attribute(&self, name: &str) -> Gives {
        let known = self.attributes.iter().find(|(key, _)| *key == name);
        known.map_or_else(
            || {
                if name.ends_with("Arn") {
                    Gives::OtherArn
                } else {
                    Gives::Other
                }
            },
            |(_, gives)| *gives,
        )
    }

    /// The attribute that gives a thing, if there is one.
    pub fn attribute_giving(&self, gives: Gives) -> Option<&'static str> {
        self.attributes
            .iter()
            .find(|(_, given)| *given == gives)
            .map(|(name, _)| *name)
    }
}

use Gives::{Arn, Name, Other, OtherArn, Url};

const ARN: &[(&str, Gives)] = &[("Arn", Arn)];
const NONE: &[(&str, Gives)] = &[];

const fn row(
    kind: &'static str,
    arn: &'static str,
    reference: Gives,
    name: &'static str,
    attributes: &'static [(&'static str, Gives)],
) -> ResourceType {
    let name_property = if name.is_empty() { None } else { Some(name) };
    ResourceType {
        kind,
        arn,
        reference,
        name_property,
        attributes,
    }
}

#[rustfmt::skip]
static TYPES: &[ResourceType] = &[
    // Storage and databases
    row("AWS::DynamoDB::Table", "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}", Name, "TableName", &[("Arn", Arn), ("StreamArn", OtherArn)]),
    row("AWS::DynamoDB::GlobalTable", "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}", Name, "TableName", &[("Arn", Arn), ("StreamArn", OtherArn)]),
    row("AWS::Serverless::SimpleTable", "arn:${Partition}:dynamodb:${Region}:${Account}:table/${TableName}", Name, "TableName", &[("Arn", Arn), ("StreamArn", OtherArn)]),
    row("AWS::S3::Bucket", "arn:${Partition}:s3:::${BucketName}", Name, "BucketName", ARN),
    row("AWS::S3::AccessPoint", "arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}", Name, "Name", &[("Arn", Arn), ("Name", Name)]),
    row("AWS::S3Express::DirectoryBucket", "arn:${Partition}:s3express:${Region}:${Account}:bucket/${BucketName}", Name, "BucketName", ARN),
    row("AWS::S3Tables::TableBucket", "arn:${Partition}:s3tables:${Region}:${Account}:bucket/${TableBucketName}", Arn, "TableBucketName", &[("TableBucketARN", Arn)]),
    row("AWS::S3Vectors::VectorBucket", "arn:${Partition}:s3vectors:${Region}:${Account}:bucket/${VectorBucketName}", Arn, "VectorBucketName", &[("VectorBucketArn", Arn)]),
    row("AWS::RDS::DBCluster", "arn:${Partition}:rds:${Region}:${Account}:cluster:${DbClusterInstanceName}", Name, "DBClusterIdentifier", &[("DBClusterArn", Arn), ("MasterUserSecret.SecretArn", OtherArn)]),
    row("AWS::RDS::DBInstance", "arn:${Partition}:rds:${Region}:${Account}:db:${DbInstanceName}", Name, "DBInstanceIdentifier", &[("DBInstanceArn", Arn), ("MasterUserSecret.SecretArn", OtherArn)]),
    row("AWS::RDS::DBProxy", "arn:${Partition}:rds:${Region}:${Account}:db-proxy:${DbProxyId}", Other, "", &[("DBProxyArn", Arn)]),
    row("AWS::Redshift::Cluster", "arn:${Partition}:redshift:${Region}:${Account}:cluster:${ClusterName}", Name, "ClusterIdentifier", NONE),
    row("AWS::RedshiftServerless::Workgroup", "arn:${Partition}:redshift-serverless:${Region}:${Account}:workgroup/${WorkgroupId}", Other, "", &[("Workgroup.WorkgroupArn", Arn), ("Workgroup.WorkgroupId", Name)]),
    row("AWS::EFS::FileSystem", "arn:${Partition}:elasticfilesystem:${Region}:${Account}:file-system/${FileSystemId}", Name, "", ARN),
    row("AWS::EFS::AccessPoint", "arn:${Partition}:elasticfilesystem:${Region}:${Account}:access-point/${AccessPointId}", Name, "", ARN),
    row("AWS::OpenSearchService::Domain", "arn:${Partition}:es:${Region}:${Account}:domain/${DomainName}", Name, "DomainName", &[("Arn", Arn), ("DomainArn", Arn)]),
    row("AWS::Elasticsearch::Domain", "arn:${Partition}:es:${Region}:${Account}:domain/${DomainName}", Name, "DomainName", &[("Arn", Arn), ("DomainArn", Arn)]),
    row("AWS::OpenSearchServerless::Collection", "arn:${Partition}:aoss:${Region}:${Account}:collection/${CollectionId}", Name, "", &[("Arn", Arn), ("Id", Name)]),
    row("AWS::Timestream::Database", "arn:${Partition}:timestream:${Region}:${Account}:database/${DatabaseName}", Name, "DatabaseName", ARN),
    row("AWS::Timestream::Table", "arn:${Partition}:timestream:${Region}:${Account}:database/${DatabaseName}/table/${TableName}", Other, "TableName", &[("Arn", Arn), ("Name", Name)]),
    row("AWS::QLDB::Ledger", "arn:${Partition}:qldb:${Region}:${Account}:ledger/${LedgerName}", Name, "Name", NONE),
    row("AWS::Cassandra::Table", "arn:${Partition}:cassandra:${Region}:${Account}:/keyspace/${KeyspaceName}/table/${TableName}", Other, "TableName", NONE),
    row("AWS::DocDB::DBCluster", "arn:${Partition}:rds:${Region}:${Account}:cluster:${DbClusterInstanceName}", Name, "DBClusterIdentifier", NONE),
    row("AWS::Neptune::DBCluster", "arn:${Partition}:rds:${Region}:${Account}:cluster:${DbClusterInstanceName}", Name, "DBClusterIdentifier", NONE),
    // Messages, events, streams
    row("AWS::SQS::Queue", "arn:${Partition}:sqs:${Region}:${Account}:${QueueName}", Url, "QueueName", &[("Arn", Arn), ("QueueName", Name), ("QueueUrl", Url)]),
    row("AWS::SNS::Topic", "arn:${Partition}:sns:${Region}:${Account}:${TopicName}", Arn, "TopicName", &[("TopicArn", Arn), ("TopicName", Name)]),
    row("AWS::Kinesis::Stream", "arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}", Name, "Name", ARN),
    row("AWS::Kinesis::StreamConsumer", "arn:${Partition}:kinesis:${Region}:${Account}:stream/${StreamName}/consumer/${ConsumerName}", Arn, "ConsumerName", &[("ConsumerARN", Arn), ("StreamARN", OtherArn)]),
    row("AWS::KinesisFirehose::DeliveryStream", "arn:${Partition}:firehose:${Region}:${Account}:deliverystream/${DeliveryStreamName}", Name, "DeliveryStreamName", ARN),
    row("AWS::Events::EventBus", "arn:${Partition}:events:${Region}:${Account}:event-bus/${EventBusName}", Name, "Name", &[("Arn", Arn), ("Name", Name)]),
    row("AWS::Events::Rule", "arn:${Partition}:events:${Region}:${Account}:rule/${RuleName}", Name, "Name", ARN),
    row("AWS::Events::Archive", "arn:${Partition}:events:${Region}:${Account}:archive/${ArchiveName}", Name, "ArchiveName", ARN),
    row("AWS::Events::Connection", "arn:${Partition}:events:${Region}:${Account}:connection/${ConnectionName}", Name, "Name", &[("Arn", Arn), ("SecretArn", OtherArn)]),
    row("AWS::Scheduler::Schedule", "arn:${Partition}:scheduler:${Region}:${Account}:schedule/${GroupName}/${ScheduleName}", Name, "Name", ARN),
    row("AWS::Scheduler::ScheduleGroup", "arn:${Partition}:scheduler:${Region}:${Account}:schedule-group/${GroupName}", Name, "Name", ARN),
    row("AWS::Pipes::Pipe", "arn:${Partition}:pipes:${Region}:${Account}:pipe/${Name}", Name, "Name", ARN),
    row("AWS::MSK::Cluster", "arn:${Partition}:kafka:${Region}:${Account}:cluster/${ClusterName}/${Uuid}", Arn, "", ARN),
    row("AWS::MSK::ServerlessCluster", "arn:${Partition}:kafka:${Region}:${Account}:cluster/${ClusterName}/${Uuid}", Arn, "", ARN),
    row("AWS::AmazonMQ::Broker", "arn:${Partition}:mq:${Region}:${Account}:broker:${BrokerName}:${BrokerId}", Name, "", ARN),
    row("AWS::IoT::Thing", "arn:${Partition}:iot:${Region}:${Account}:thing/${ThingName}", Name, "ThingName", ARN),
    row("AWS::IoT::Policy", "arn:${Partition}:iot:${Region}:${Account}:policy/${PolicyName}", Name, "PolicyName", ARN),
    row("AWS::IoT::TopicRule", "arn:${Partition}:iot:${Region}:${Account}:rule/${RuleName}", Name, "RuleName", ARN),
    // Compute and orchestration
    row("AWS::Lambda::Function", "arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}", Name, "FunctionName", ARN),
    row("AWS::Serverless::Function", "arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}", Name, "FunctionName", ARN),
    row("AWS::Lambda::Alias", "arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}:${Alias}", Arn, "", &[("AliasArn", Arn)]),
    row("AWS::Lambda::Version", "arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}:${Version}", Arn, "", &[("FunctionArn", Arn), ("Version", Name)]),
    row("AWS::Lambda::LayerVersion", "arn:${Partition}:lambda:${Region}:${Account}:layer:${LayerName}:${LayerVersion}", Arn, "", &[("LayerVersionArn", Arn)]),
    row("AWS::Lambda::EventSourceMapping", "arn:${Partition}:lambda:${Region}:${Account}:event-source-mapping:${UUID}", Name, "", &[("Id", Name), ("EventSourceMappingArn", Arn)]),
    row("AWS::StepFunctions::StateMachine", "arn:${Partition}:states:${Region}:${Account}:stateMachine:${StateMachineName}", Arn, "StateMachineName", &[("Arn", Arn), ("Name", Name)]),
    row("AWS::Serverless::StateMachine", "arn:${Partition}:states:${Region}:${Account}:stateMachine:${StateMachineName}", Arn, "Name", &[("Arn", Arn), ("Name", Name)]),
    row("AWS::StepFunctions::Activity", "arn:${Partition}:states:${Region}:${Account}:activity:${ActivityName}", Arn, "Name", &[("Arn", Arn), ("Name", Name)]),
    row("AWS::ECS::Cluster", "arn:${Partition}:ecs:${Region}:${Account}:cluster/${ClusterName}", Name, "ClusterName", ARN),
    row("AWS::ECS::TaskDefinition", "arn:${Partition}:ecs:${Region}:${Account}:task-definition/${TaskDefinitionFamilyName}:${TaskDefinitionRevisionNumber}", Arn, "", &[("TaskDefinitionArn", Arn)]),
    row("AWS::ECS::Service", "arn:${Partition}:ecs:${Region}:${Account}:service/${ClusterName}/${ServiceName}", Arn, "ServiceName", &[("ServiceArn", Arn), ("Name", Name)]),
    row("AWS::ECR::Repository", "arn:${Partition}:ecr:${Region}:${Account}:repository/${RepositoryName}", Name, "RepositoryName", ARN),
    row("AWS::Batch::JobQueue", "arn:${Partition}:batch:${Region}:${Account}:job-queue/${JobQueueName}", Arn, "JobQueueName", &[("JobQueueArn", Arn)]),
    row("AWS::Batch::JobDefinition", "arn:${Partition}:batch:${Region}:${Account}:job-definition/${JobDefinitionName}:${Revision}", Arn, "", NONE),
    row("AWS::CodeBuild::Project", "arn:${Partition}:codebuild:${Region}:${Account}:project/${ProjectName}", Name, "Name", ARN),
    row("AWS::CodePipeline::Pipeline", "arn:${Partition}:codepipeline:${Region}:${Account}:${PipelineName}", Name, "Name", NONE),
    row("AWS::CloudFormation::Stack", "arn:${Partition}:cloudformation:${Region}:${Account}:stack/${StackName}/${Id}", Arn, "", NONE),
    row("AWS::AutoScaling::AutoScalingGroup", "arn:${Partition}:autoscaling:${Region}:${Account}:autoScalingGroup:${GroupId}:autoScalingGroupName/${GroupFriendlyName}", Name, "AutoScalingGroupName", NONE),
    row("AWS::EC2::Instance", "arn:${Partition}:ec2:${Region}:${Account}:instance/${InstanceId}", Name, "", &[("InstanceId", Name)]),
    row("AWS::EC2::SecurityGroup", "arn:${Partition}:ec2:${Region}:${Account}:security-group/${SecurityGroupId}", Name, "", &[("GroupId", Name)]),
    // Configuration, secrets, keys, identity
    row("AWS::SSM::Parameter", "arn:${Partition}:ssm:${Region}:${Account}:parameter/${ParameterNameWithoutLeadingSlash}", Name, "Name", NONE),
    row("AWS::SSM::Document", "arn:${Partition}:ssm:${Region}:${Account}:document/${DocumentName}", Name, "Name", NONE),
    row("AWS::SecretsManager::Secret", "arn:${Partition}:secretsmanager:${Region}:${Account}:secret:${SecretId}", Arn, "Name", &[("Id", Arn)]),
    row("AWS::KMS::Key", "arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}", Name, "", &[("Arn", Arn), ("KeyId", Name)]),
    row("AWS::KMS::ReplicaKey", "arn:${Partition}:kms:${Region}:${Account}:key/${KeyId}", Name, "", &[("Arn", Arn), ("KeyId", Name)]),
    row("AWS::KMS::Alias", "arn:${Partition}:kms:${Region}:${Account}:${Alias}", Name, "AliasName", NONE),
    row("AWS::AppConfig::Environment", "arn:${Partition}:appconfig:${Region}:${Account}:application/${ApplicationId}/environment/${EnvironmentId}", Name, "", &[("EnvironmentId", Name)]),
    row("AWS::AppConfig::ConfigurationProfile", "arn:${Partition}:appconfig:${Region}:${Account}:application/${ApplicationId}/configurationprofile/${ConfigurationProfileId}", Name, "", &[("ConfigurationProfileId", Name)]),
    row("AWS::AppConfig::Application", "arn:${Partition}:appconfig:${Region}:${Account}:application/${ApplicationId}", Name, "", &[("ApplicationId", Name)]),
    row("AWS::IAM::Role", "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}", Name, "RoleName", ARN),
    row("AWS::IAM::User", "arn:${Partition}:iam::${Account}:user/${UserNameWithPath}", Name, "UserName", ARN),
    row("AWS::IAM::ManagedPolicy", "arn:${Partition}:iam::${Account}:policy/${PolicyNameWithPath}", Arn, "ManagedPolicyName", &[("PolicyArn", Arn)]),
    row("AWS::Cognito::UserPool", "arn:${Partition}:cognito-idp:${Region}:${Account}:userpool/${UserPoolId}", Name, "", &[("Arn", Arn), ("UserPoolId", Name)]),
    row("AWS::Cognito::IdentityPool", "arn:${Partition}:cognito-identity:${Region}:${Account}:identitypool/${IdentityPoolId}", Name, "", &[("Id", Name)]),
    // APIs and the network
    row("AWS::ApiGateway::RestApi", "arn:${Partition}:apigateway:${Region}::/restapis/${RestApiId}", Name, "", &[("RestApiId", Name)]),
    row("AWS::Serverless::Api", "arn:${Partition}:apigateway:${Region}::/restapis/${RestApiId}", Name, "", &[("RestApiId", Name)]),
    row("AWS::ApiGatewayV2::Api", "arn:${Partition}:apigateway:${Region}::/apis/${ApiId}", Name, "", &[("ApiId", Name)]),
    row("AWS::Serverless::HttpApi", "arn:${Partition}:apigateway:${Region}::/apis/${ApiId}", Name, "", &[("ApiId", Name)]),
    row("AWS::AppSync::GraphQLApi", "arn:${Partition}:appsync:${Region}:${Account}:apis/${GraphQLAPIId}", Arn, "", &[("Arn", Arn), ("ApiId", Name)]),
    row("AWS::Serverless::GraphQLApi", "arn:${Partition}:appsync:${Region}:${Account}:apis/${GraphQLAPIId}", Arn, "", &[("Arn", Arn), ("ApiId", Name)]),
    row("AWS::AppSync::Api", "arn:${Partition}:appsync:${Region}:${Account}:apis/${ApiId}", Arn, "", &[("ApiArn", Arn), ("ApiId", Name)]),
    row("AWS::CloudFront::Distribution", "arn:${Partition}:cloudfront::${Account}:distribution/${DistributionId}", Name, "", &[("Id", Name)]),
    row("AWS::CloudFront::KeyValueStore", "arn:${Partition}:cloudfront::${Account}:key-value-store/${ResourceId}", Name, "", &[("Arn", Arn), ("Id", Name)]),
    row("AWS::Route53::HostedZone", "arn:${Partition}:route53:::hostedzone/${Id}", Name, "", &[("Id", Name)]),
    row("AWS::WAFv2::IPSet", "arn:${Partition}:wafv2:${Region}:${Account}:${Scope}/ipset/${Name}/${Id}", Other, "", &[("Arn", Arn), ("Id", Name)]),
    row("AWS::CertificateManager::Certificate", "arn:${Partition}:acm:${Region}:${Account}:certificate/${CertificateId}", Arn, "", NONE),
    // Mail, watching, data, machine learning
    row("AWS::SES::EmailIdentity", "arn:${Partition}:ses:${Region}:${Account}:identity/${IdentityName}", Name, "EmailIdentity", NONE),
    row("AWS::SES::ConfigurationSet", "arn:${Partition}:ses:${Region}:${Account}:configuration-set/${ConfigurationSetName}", Name, "Name", NONE),
    row("AWS::SES::Template", "arn:${Partition}:ses:${Region}:${Account}:template/${TemplateName}", Name, "Template.TemplateName", NONE),
    row("AWS::Pinpoint::App", "arn:${Partition}:mobiletargeting:${Region}:${Account}:apps/${AppId}", Name, "", ARN),
    row("AWS::Logs::LogGroup", "arn:${Partition}:logs:${Region}:${Account}:log-group:${LogGroupName}", Name, "LogGroupName", NONE),
    row("AWS::CloudWatch::Alarm", "arn:${Partition}:cloudwatch:${Region}:${Account}:alarm:${AlarmName}", Name, "AlarmName", ARN),
    row("AWS::Athena::WorkGroup", "arn:${Partition}:athena:${Region}:${Account}:workgroup/${WorkGroupName}", Name, "Name", NONE),
    row("AWS::Glue::Database", "arn:${Partition}:glue:${Region}:${Account}:database/${DatabaseName}", Name, "DatabaseInput.Name", NONE),
    row("AWS::Glue::Table", "arn:${Partition}:glue:${Region}:${Account}:table/${DatabaseName}/${TableName}", Name, "TableInput.Name", NONE),
    row("AWS::Glue::Job", "arn:${Partition}:glue:${Region}:${Account}:job/${JobName}", Name, "Name", NONE),
    row("AWS::Glue::Crawler", "arn:${Partition}:glue:${Region}:${Account}:crawler/${CrawlerName}", Name, "Name", NONE),
    row("AWS::SageMaker::Endpoint", "arn:${Partition}:sagemaker:${Region}:${Account}:endpoint/${EndpointName}", Arn, "EndpointName", &[("EndpointName", Name)]),
    row("AWS::Bedrock::Agent", "arn:${Partition}:bedrock:${Region}:${Account}:agent/${AgentId}", Name, "", &[("AgentArn", Arn), ("AgentId", Name)]),
    row("AWS::Bedrock::AgentAlias", "arn:${Partition}:bedrock:${Region}:${Account}:agent-alias/${AgentId}/${AgentAliasId}", Other, "", &[("AgentAliasArn", Arn), ("AgentAliasId", Name)]),
    row("AWS::Bedrock::KnowledgeBase", "arn:${Partition}:bedrock:${Region}:${Account}:knowledge-base/${KnowledgeBaseId}", Name, "", &[("KnowledgeBaseArn", Arn), ("KnowledgeBaseId", Name)]),
    row("AWS::Bedrock::Guardrail", "arn:${Partition}:bedrock:${Region}:${Account}:guardrail/${GuardrailId}", Arn, "", &[("GuardrailArn", Arn), ("GuardrailId", Name)]),
    row("AWS::Bedrock::Prompt", "arn:${Partition}:bedrock:${Region}:${Account}:prompt/${PromptId}", Arn, "", &[("Arn", Arn), ("Id", Name)]),
    row("AWS::Kendra::Index", "arn:${Partition}:kendra:${Region}:${Account}:index/${IndexId}", Name, "", &[("Arn", Arn), ("Id", Name)]),
    row("AWS::Location::PlaceIndex", "arn:${Partition}:geo:${Region}:${Account}:place-index/${IndexName}", Name, "IndexName", &[("Arn", Arn), ("IndexArn", Arn)]),
    row("AWS::Location::Tracker", "arn:${Partition}:geo:${Region}:${Account}:tracker/${TrackerName}", Name, "TrackerName", &[("Arn", Arn), ("TrackerArn", Arn)]),
    row("AWS::Location::RouteCalculator", "arn:${Partition}:geo:${Region}:${Account}:route-calculator/${CalculatorName}", Name, "CalculatorName", &[("Arn", Arn), ("CalculatorArn", Arn)]),
    row("AWS::Lex::Bot", "arn:${Partition}:lex:${Region}:${Account}:bot/${BotId}", Name, "", &[("Arn", Arn), ("Id", Name)]),
    row("AWS::Transfer::Server", "arn:${Partition}:transfer:${Region}:${Account}:server/${ServerId}", Arn, "", &[("Arn", Arn), ("ServerId", Name)]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_name_its_resource() {
        for row in TYPES {
            assert!(row.arn.starts_with("arn:${Partition}:"), "{}", row.kind);
            let named = row.reference == Arn
                || row.reference == Name
                || row.attribute_giving(Arn).is_some()
                || row.name_property.is_some();
            assert!(named, "{}", row.kind);
        }
    }

    #[test]
    fn rows_are_unique() {
        let mut kinds: Vec<_> = TYPES.iter().map(|row| row.kind).collect();
        kinds.sort_unstable();
        kinds.dedup();
        assert_eq!(kinds.len(), TYPES.len());
    }
}
