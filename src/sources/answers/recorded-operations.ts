/** Whether a recorded file may hold answers to an operation of a service: an operation that reads. */
export const isReadOperation = (service: string, operation: string): boolean => {
  const known = services.get(service);
  return known === undefined ? false : known.has(operation) || (known.size === 0 && reading.test(operation));
};

/** The services whose answers a recorded file may hold, by the SDK client's endpoint name. */
export const recordedServices = (): readonly string[] => [...services.keys()];

const reading = /^(Get|List|Describe|Head|Search|Select|BatchGet)[A-Z][A-Za-z0-9]*$/;

/** Services that facts are read from, with all that the SDK can read there, so that a misspelt name is found. */
const names: Readonly<Record<string, string>> = {
  s3: `
    GetBucketAbac GetBucketAccelerateConfiguration GetBucketAcl GetBucketAnalyticsConfiguration GetBucketCors
    GetBucketEncryption GetBucketIntelligentTieringConfiguration GetBucketInventoryConfiguration
    GetBucketLifecycleConfiguration GetBucketLocation GetBucketLogging GetBucketMetadataConfiguration
    GetBucketMetadataTableConfiguration GetBucketMetricsConfiguration GetBucketNotificationConfiguration
    GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketReplication GetBucketRequestPayment
    GetBucketTagging GetBucketVersioning GetBucketWebsite GetObject GetObjectAcl GetObjectAnnotation
    GetObjectAttributes GetObjectLegalHold GetObjectLockConfiguration GetObjectRetention GetObjectTagging
    GetObjectTorrent GetPublicAccessBlock HeadBucket HeadObject ListBucketAnalyticsConfigurations
    ListBucketIntelligentTieringConfigurations ListBucketInventoryConfigurations ListBucketMetricsConfigurations
    ListBuckets ListDirectoryBuckets ListMultipartUploads ListObjectAnnotations ListObjectVersions ListObjects
    ListObjectsV2 ListParts SelectObjectContent
  `,
  s3control: `
    DescribeJob DescribeMultiRegionAccessPointOperation GetAccessGrant GetAccessGrantsInstance
    GetAccessGrantsInstanceForPrefix GetAccessGrantsInstanceResourcePolicy GetAccessGrantsLocation GetAccessPoint
    GetAccessPointConfigurationForObjectLambda GetAccessPointForObjectLambda GetAccessPointPolicy
    GetAccessPointPolicyForObjectLambda GetAccessPointPolicyStatus GetAccessPointPolicyStatusForObjectLambda
    GetAccessPointScope GetBucket GetBucketLifecycleConfiguration GetBucketPolicy GetBucketReplication
    GetBucketTagging GetBucketVersioning GetDataAccess GetJobTagging GetMultiRegionAccessPoint
    GetMultiRegionAccessPointPolicy GetMultiRegionAccessPointPolicyStatus GetMultiRegionAccessPointRoutes
    GetPublicAccessBlock GetStorageLensConfiguration GetStorageLensConfigurationTagging GetStorageLensGroup
    ListAccessGrants ListAccessGrantsInstances ListAccessGrantsLocations ListAccessPoints
    ListAccessPointsForDirectoryBuckets ListAccessPointsForObjectLambda ListCallerAccessGrants ListJobs
    ListMultiRegionAccessPoints ListRegionalBuckets ListStorageLensConfigurations ListStorageLensGroups
    ListTagsForResource
  `,
  s3express: 'GetBucketEncryption GetBucketPolicy ListTagsForResource',
  s3tables: `
    GetNamespace GetTable GetTableBucket GetTableBucketEncryption GetTableBucketMaintenanceConfiguration
    GetTableBucketMetricsConfiguration GetTableBucketPolicy GetTableBucketReplication GetTableBucketStorageClass
    GetTableEncryption GetTableMaintenanceConfiguration GetTableMaintenanceJobStatus GetTableMetadataLocation
    GetTablePolicy GetTableRecordExpirationConfiguration GetTableRecordExpirationJobStatus GetTableReplication
    GetTableReplicationStatus GetTableStorageClass ListNamespaces ListTableBuckets ListTables ListTagsForResource
  `,
  kms: `
    DescribeCustomKeyStores DescribeKey GetKeyLastUsage GetKeyPolicy GetKeyRotationStatus GetParametersForImport
    GetPublicKey ListAliases ListGrants ListKeyPolicies ListKeyRotations ListKeys ListResourceTags
    ListRetirableGrants
  `,
  logs: `
    DescribeAccountPolicies DescribeConfigurationTemplates DescribeDeliveries DescribeDeliveryDestinations
    DescribeDeliverySources DescribeDestinations DescribeExportTasks DescribeFieldIndexes DescribeImportTaskBatches
    DescribeImportTasks DescribeIndexPolicies DescribeLogGroups DescribeLogStreams DescribeLookupTables
    DescribeMetricFilters DescribeQueries DescribeQueryDefinitions DescribeResourcePolicies
    DescribeSubscriptionFilters GetDataProtectionPolicy GetDelivery GetDeliveryDestination
    GetDeliveryDestinationPolicy GetDeliverySource GetIntegration GetLogAnomalyDetector GetLogEvents GetLogFields
    GetLogGroupFields GetLogObject GetLogRecord GetLookupTable GetQueryResults GetScheduledQuery
    GetScheduledQueryHistory GetStorageTierPolicy GetTransformer ListAggregateLogGroupSummaries ListAnomalies
    ListIntegrations ListLogAnomalyDetectors ListLogGroups ListLogGroupsForQuery ListScheduledQueries
    ListSourcesForS3TableIntegration ListSyslogConfigurations ListTagsForResource ListTagsLogGroup
  `,
  cloudtrail: `
    DescribeQuery DescribeTrails GetChannel GetDashboard GetEventConfiguration GetEventDataStore GetEventSelectors
    GetImport GetInsightSelectors GetQueryResults GetResourcePolicy GetTrail GetTrailStatus ListChannels
    ListDashboards ListEventDataStores ListImportFailures ListImports ListInsightsData ListInsightsMetricData
    ListPublicKeys ListQueries ListTags ListTrails SearchSampleQueries
  `,
  iam: `
    GetAccessKeyLastUsed GetAccountAuthorizationDetails GetAccountPasswordPolicy GetAccountProperties GetAccountSummary
    GetContextKeysForCustomPolicy GetContextKeysForPrincipalPolicy GetCredentialReport GetDelegationRequest GetGroup
    GetGroupPolicy GetHumanReadableSummary GetInstanceProfile GetLoginProfile GetMFADevice GetOpenIDConnectProvider
    GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo GetPolicy GetPolicyVersion GetRole GetRolePolicy
    GetRoleTemplateVersion GetSAMLProvider GetSSHPublicKey GetServerCertificate GetServiceLastAccessedDetails
    GetServiceLastAccessedDetailsWithEntities GetServiceLinkedRoleDeletionStatus GetUser GetUserPolicy ListAccessKeys
    ListAccountAliases ListAttachedGroupPolicies ListAttachedRolePolicies ListAttachedUserPolicies
    ListDelegationRequests ListEntitiesForPolicy ListGroupPolicies ListGroups ListGroupsForUser ListInstanceProfileTags
    ListInstanceProfiles ListInstanceProfilesForRole ListMFADeviceTags ListMFADevices ListOpenIDConnectProviderTags
    ListOpenIDConnectProviders ListOrganizationsFeatures ListPolicies ListPoliciesGrantingServiceAccess ListPolicyTags
    ListPolicyVersions ListRolePolicies ListRoleTags ListRoles ListSAMLProviderTags ListSAMLProviders ListSSHPublicKeys
    ListServerCertificateTags ListServerCertificates ListServiceSpecificCredentials ListSigningCertificates
    ListUserPolicies ListUserTags ListUsers ListVirtualMFADevices
  `,
  organizations: `
    DescribeAccount DescribeCreateAccountStatus DescribeEffectivePolicy DescribeHandshake DescribeOrganization
    DescribeOrganizationalUnit DescribePolicy DescribeResourcePolicy DescribeResponsibilityTransfer
    ListAWSServiceAccessForOrganization ListAccounts ListAccountsForParent ListAccountsWithInvalidEffectivePolicy
    ListChildren ListCreateAccountStatus ListDelegatedAdministrators ListDelegatedServicesForAccount
    ListEffectivePolicyValidationErrors ListHandshakesForAccount ListHandshakesForOrganization
    ListInboundResponsibilityTransfers ListOrganizationalUnitsForParent ListOutboundResponsibilityTransfers
    ListParents ListPolicies ListPoliciesForTarget ListRoots ListTagsForResource ListTargetsForPolicy
  `,
  config: `
    BatchGetAggregateResourceConfig BatchGetResourceConfig DescribeAggregateComplianceByConfigRules
    DescribeAggregateComplianceByConformancePacks DescribeAggregationAuthorizations DescribeComplianceByConfigRule
    DescribeComplianceByResource DescribeConfigRuleEvaluationStatus DescribeConfigRules
    DescribeConfigurationAggregatorSourcesStatus DescribeConfigurationAggregators
    DescribeConfigurationRecorderStatus DescribeConfigurationRecorders DescribeConformancePackCompliance
    DescribeConformancePackStatus DescribeConformancePacks DescribeDeliveryChannelStatus DescribeDeliveryChannels
    DescribeOrganizationConfigRuleStatuses DescribeOrganizationConfigRules
    DescribeOrganizationConformancePackStatuses DescribeOrganizationConformancePacks
    DescribePendingAggregationRequests DescribeRemediationConfigurations DescribeRemediationExceptions
    DescribeRemediationExecutionStatus DescribeRetentionConfigurations GetAggregateComplianceDetailsByConfigRule
    GetAggregateConfigRuleComplianceSummary GetAggregateConformancePackComplianceSummary
    GetAggregateDiscoveredResourceCounts GetAggregateResourceConfig GetComplianceDetailsByConfigRule
    GetComplianceDetailsByResource GetComplianceSummaryByConfigRule GetComplianceSummaryByResourceType
    GetConformancePackComplianceDetails GetConformancePackComplianceSummary GetConnector GetCustomRulePolicy
    GetDiscoveredResourceCounts GetOrganizationConfigRuleDetailedStatus GetOrganizationConformancePackDetailedStatus
    GetOrganizationCustomRulePolicy GetResourceConfigHistory GetResourceEvaluationSummary GetStoredQuery
    ListAggregateDiscoveredResources ListConfigurationRecorders ListConformancePackComplianceScores ListConnectors
    ListDiscoveredResources ListResourceEvaluations ListStoredQueries ListTagsForResource
    SelectAggregateResourceConfig SelectResourceConfig
  `,
};

/** Services that no fact is read from yet: any name of a reading operation is taken. */
const others = ['ec2', 'access-analyzer', 'macie2', 'events', 'monitoring', 'securityhub', 'sns'];

const services: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ...Object.entries(names).map(([service, list]): [string, ReadonlySet<string>] => [
    service,
    new Set(list.trim().split(/\s+/)),
  ]),
  ...others.map((service): [string, ReadonlySet<string>] => [service, new Set()]),
]);
