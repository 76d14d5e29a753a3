namespace PeeringServer.Configuration.Schema;

/// <summary>The keys of <c>telemetry</c>.</summary>
internal static class TelemetrySchema
{
    /// <summary><c>telemetry</c>.</summary>
    public static ConfigStruct Telemetry { get; } = new ConfigStruct()
        .Strings(
            "circonus_api_app", "circonus_api_token", "circonus_api_url", "circonus_broker_id", "circonus_broker_select_tag",
            "circonus_check_display_name", "circonus_check_force_metric_activation", "circonus_check_id",
            "circonus_check_instance_id", "circonus_check_search_tag", "circonus_check_tags", "circonus_submission_interval",
            "circonus_submission_url", "dogstatsd_addr", "metrics_prefix", "statsd_address", "statsite_address")
        .Bools(
            "disable_hostname", "enable_host_metrics", "retry_failed_connection", "filter_default",
            "disable_per_tenancy_usage_metrics")
        .Durations("prometheus_retention_time")
        .StringLists("dogstatsd_tags", "prefix_filter");
}
