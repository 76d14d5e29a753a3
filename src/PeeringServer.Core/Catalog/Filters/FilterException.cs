namespace PeeringServer.Core.Catalog.Filters;

/// <summary>A filter that cannot be read, or says what makes no sense; the message is that of the evaluator.</summary>
internal sealed class FilterException(string message) : Exception(message);
