using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using PeeringServer.Http;
using PeeringServer.Http.Wire;

namespace PeeringServer.Emulator;

/// <summary>The OpenAPI document of this server. Made when first asked for, with services of its own: most processes never are.</summary>
internal sealed partial class OpenApiDocumentSource(WebApplication application)
{
    private const string DocumentName = "v1";

    private readonly Lazy<ServiceProvider> _services = new(() => Services(application));

    public async Task WriteAsync(HttpContext context)
    {
        var source = _services.Value.GetRequiredKeyedService<IOpenApiDocumentProvider>(DocumentName);
        var document = await source.GetOpenApiDocumentAsync(context.RequestAborted).ConfigureAwait(false);
        context.Response.ContentType = ConsulHeaders.Json;
        await context.Response.WriteAsync(await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1, context.RequestAborted).ConfigureAwait(false), context.RequestAborted).ConfigureAwait(false);
    }

    private static ServiceProvider Services(WebApplication application)
    {
        var services = new ServiceCollection();
        services.AddSingleton(application.Services.GetRequiredService<IHostEnvironment>());
        services.AddSingleton(application.Services.GetRequiredService<IWebHostEnvironment>());
        services.AddLogging();
        services.AddSingleton(application.Services.GetRequiredService<ILoggerFactory>());
        services.AddRoutingCore();
        services.AddSingleton<EndpointDataSource>(new CompositeEndpointDataSource(((IEndpointRouteBuilder)application).DataSources));
        services.AddOpenApi(DocumentName, options =>
        {
            options.AddDocumentTransformer(static (document, _, _) =>
            {
                document.Info.Title = "peering-server";
                document.Info.Version = typeof(OpenApiDocumentSource).Assembly.GetName().Version?.ToString(3) ?? "0";
                document.Info.Description = "A stand-in for a Consul server wherever cluster peering is exercised.";
                document.Servers?.Clear();
                return Task.CompletedTask;
            });
            options.AddOperationTransformer(static (operation, context, _) =>
            {
                if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ApiDescription>().FirstOrDefault() is { } description)
                {
                    Describe(operation, description, context.Description.RelativePath ?? "");
                }

                return Task.CompletedTask;
            });
        });
        return services.BuildServiceProvider();
    }

    private static void Describe(OpenApiOperation operation, ApiDescription description, string template)
    {
        operation.Summary = description.Summary;
        operation.Tags = new HashSet<OpenApiTagReference> { new(description.Tag) };
        operation.Parameters = [.. Parameters(description, template)];
        operation.RequestBody = description.Request is { } request ? new OpenApiRequestBody { Required = true, Content = Content(request, description.RequestSchema) } : null;
        operation.Responses = [];
        foreach (var response in description.Responses)
        {
            operation.Responses[response.Status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = response.When,
                Content = response.Body is { } body ? Content(body, response.Schema) : null,
            };
        }
    }

    private static IEnumerable<IOpenApiParameter> Parameters(ApiDescription description, string template)
    {
        foreach (Match name in PathParameter().Matches(template))
        {
            yield return Parameter(name.Groups[1].Value, ParameterLocation.Path, $"The {description.PathParameter ?? name.Groups[1].Value}.");
        }

        if (description.Blocking)
        {
            yield return Parameter(ConsulParameters.Index, ParameterLocation.Query, "Wait until the index is above this one (the X-Consul-Index of an earlier answer).");
            yield return Parameter(ConsulParameters.Wait, ParameterLocation.Query, "How long to wait at the most, such as 30s or 5m.");
        }

        if (description.Consistency)
        {
            yield return Parameter(ConsulParameters.Stale, ParameterLocation.Query, "Take the answer of any server. There is one.");
            yield return Parameter(ConsulParameters.Consistent, ParameterLocation.Query, "Take the answer of a leader that has made sure that it leads. It always does.");
        }

        yield return Parameter(ConsulParameters.Pretty, ParameterLocation.Query, "Indent the JSON.");
        yield return Parameter(ConsulHeaders.Token, ParameterLocation.Header, "Secret of the caller's token, where access is controlled.");
    }

    private static OpenApiParameter Parameter(string name, ParameterLocation location, string text) => new()
    {
        Name = name,
        In = location,
        Required = location == ParameterLocation.Path,
        Description = text,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    private static Dictionary<string, OpenApiMediaType> Content(string example, ApiSchema? schema)
    {
        var isJson = example[0] is '{' or '[' or '"';
        return new()
        {
            [isJson ? ConsulHeaders.Json : ConsulHeaders.PlainText] = new OpenApiMediaType
            {
                Example = isJson ? JsonNode.Parse(example) : JsonValue.Create(example),
                Schema = schema is null ? null : SchemaOf(schema),
            },
        };
    }

    private static OpenApiSchema SchemaOf(ApiSchema schema) => new()
    {
        Type = schema.Type switch
        {
            ApiSchema.Kind.Text => JsonSchemaType.String,
            ApiSchema.Kind.Number => JsonSchemaType.Integer,
            ApiSchema.Kind.List => JsonSchemaType.Array,
            _ => JsonSchemaType.Object,
        },
        Items = schema is { Type: ApiSchema.Kind.List, Element: { } item } ? SchemaOf(item) : null,
        AdditionalProperties = schema is { Type: ApiSchema.Kind.Map, Element: { } value } ? SchemaOf(value) : null,
        Properties = schema.Members.Count == 0 ? null : schema.Members.ToDictionary(static member => member.Name, static IOpenApiSchema (member) => SchemaOf(member.Schema)),
        Required = schema.Required.Count == 0 ? null : schema.Required.ToHashSet(),
    };

    [GeneratedRegex(@"\{\**([^}:?=]+)")]
    private static partial Regex PathParameter();
}
