using PeeringServer.Core.GoText;

namespace PeeringServer.Core.ConfigEntries.Rules;

/// <summary>What makes the load balancer of a <c>service-resolver</c> valid.</summary>
internal static class LoadBalancerRules
{
    private const string RingHash = "ring_hash";
    private const string LeastRequest = "least_request";
    private const string Cookie = "cookie";

    public static string? Fault(LooseObject balancer)
    {
        var policy = balancer.Text("Policy");
        var quoted = GoQuote.Quote(policy);
        var hashPolicies = balancer.Objects("HashPolicies");
        return policy is not ("" or "random" or "round_robin" or LeastRequest or RingHash or "maglev") ? $"Bad LoadBalancer policy: {quoted} is not supported"
            : policy != RingHash && balancer.Object("RingHashConfig").Exists ? $"Bad LoadBalancer configuration. RingHashConfig specified for incompatible load balancing policy {quoted}"
            : policy != LeastRequest && balancer.Object("LeastRequestConfig").Exists ? $"Bad LoadBalancer configuration. LeastRequestConfig specified for incompatible load balancing policy {quoted}"
            : policy is not (RingHash or "maglev") && hashPolicies.Count > 0 ? $"Bad LoadBalancer configuration: HashPolicies specified for non-hash-based Policy: {quoted}"
            : hashPolicies.Select(static (hash, at) => HashFault(hash, $"Bad LoadBalancer HashPolicy[{at}]")).FirstOrDefault(static fault => fault is not null);
    }

    private static string? HashFault(LooseObject hash, string path)
    {
        var (field, hasValue, isSource, cookie) = (hash.Text("Field"), hash.HasAny("FieldValue"), hash.Flag("SourceIP"), hash.Object("CookieConfig"));
        var quoted = GoQuote.Quote(field);
        return field is not ("" or "header" or Cookie or "query_parameter") ? $"{path}: {quoted} is not a supported field"
            : isSource && field.Length > 0 ? $"{path}: A single hash policy cannot hash both a source address and a {quoted}"
            : isSource && hasValue ? $"{path}: A FieldValue cannot be specified when hashing SourceIP"
            : field.Length > 0 && !hasValue ? $"{path}: Field {quoted} was specified without a FieldValue"
            : hasValue && field.Length == 0 ? $"{path}: FieldValue requires a Field to apply to"
            : cookie.Exists && field != Cookie ? $"{path}: cookie_config provided for {quoted}"
            : cookie.Flag("Session") && cookie.Nanoseconds("TTL") != 0 ? $"{path}: a session cookie cannot have an associated TTL"
            : null;
    }
}
