using System.Text.Json.Nodes;
using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Grammar;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Plans.Reading.Scopes;
using static PerfFunctions.Engine.Plans.Grammar.Schemas;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Declares and reads <c>proxy:</c>.</summary>
internal static class ProxyReader
{
    private const string Allowed = "an http address without a path, such as http://proxy.example:3128, or { address, user, password }";

    /// <summary>A proxy that asks who connects.</summary>
    public static readonly MapGrammar<ProxyDraft> Map = new("proxy", "Proxy", never: HalfKnown())
    {
        { "address", Ref("proxyAddress"), "Its address.", (d, field) => d with { Address = ReadAddress(field) }, Allowed },
        { "user", Ref("text"), "User name.", (d, field) => d with { User = ReadText(field, d.Scope) } },
        { "password", Secret(), "Password, from a secret.", (d, field) => d with { Password = ReadText(field, d.Scope) } },
    };

    /// <summary>The proxy; null if a problem was reported.</summary>
    public static HttpProxy? Read(Field field, VariableScope scope)
    {
        if (field.Node is not MapNode)
        {
            return ReadAddress(field) is { } plain ? new HttpProxy(plain) : null;
        }

        MapField map = field.Map(Map.Keys)!;
        ProxyDraft draft = Map.Read(map, new ProxyDraft(scope));
        if (map.Present("user", "password").Count == 1)
        {
            map.Refuse("'user' and 'password' belong together", "both, the password as '${secret(name)}', or neither");
        }

        return draft.Address is null ? null : new HttpProxy(draft.Address) { User = draft.User, Password = draft.Password };
    }

    /// <summary>Reports a flow that a proxy cannot carry: what stays open has connections of its own, which nothing would check.</summary>
    /// <param name="flow">Where the plan has it.</param>
    /// <param name="settings">How its requests travel.</param>
    /// <param name="steps">Its steps.</param>
    public static void CheckFlow(Field flow, HttpSettings settings, IEnumerable<FlowStep> steps)
    {
        if (settings.Proxy is not null && ScenarioSeries.Walk(steps).Any(step => step is ConnectStep or EventsStep or GrpcStep))
        {
            flow.Refuse("'connect', 'events' and 'grpc' steps do not go through an HTTP proxy", "these steps without 'proxy'");
        }
    }

    private static JsonObject HalfKnown() => AnyOf(
        new JsonObject { ["required"] = Names(["user"]), ["not"] = Requires("password") },
        new JsonObject { ["required"] = Names(["password"]), ["not"] = Requires("user") });

    private static JsonObject Secret()
    {
        JsonObject secret = Ref("text");
        secret["examples"] = Names(["${secret(proxy)}"]);
        return secret;
    }

    private static string? ReadAddress(Field field)
    {
        if (field.Text(Allowed, PlanLimits.PathLength) is not { } text)
        {
            return null;
        }

        bool isRight = Uri.TryCreate(text, UriKind.Absolute, out Uri? address) && address.Scheme == Uri.UriSchemeHttp &&
            address.UserInfo.Length == 0 && address.PathAndQuery == "/" && address.Fragment.Length == 0 &&
            text.AsSpan(address.Scheme.Length).StartsWith("://") && text.All(c => c is > ' ' and not ('\u007f' or '?' or '#'));
        if (!isRight)
        {
            field.Refuse("this is not the address of an HTTP proxy", Allowed);
        }

        return isRight ? text : null;
    }

    private static string? ReadText(Field field, VariableScope scope)
    {
        string? text = field.Text("a text, such as '${secret(name)}'", PlanLimits.TextLength);
        if (text is not null)
        {
            scope.Check(field, text, TemplatePlace.Constant);
        }

        return text;
    }
}

/// <summary>A proxy as far as it has been read.</summary>
/// <param name="Scope">What its texts may be filled in with.</param>
internal sealed record ProxyDraft(VariableScope Scope)
{
    public string? Address { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }
}
