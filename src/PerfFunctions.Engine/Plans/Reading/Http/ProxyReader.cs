using PerfFunctions.Engine.Plans.Documents;
using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Protocols;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>proxy:</c>.</summary>
internal static class ProxyReader
{
    private const string Allowed = "an http address without a path, such as http://proxy.example:3128, or { address, user, password }";

    /// <summary>The proxy; null if a problem was reported.</summary>
    public static HttpProxy? Read(Field field, VariableScope scope)
    {
        if (field.Node is not MapNode)
        {
            return ReadAddress(field) is { } plain ? new HttpProxy(plain) : null;
        }

        MapField map = field.Map(PlanKeys.Proxy)!;
        string? address = map.Require("address", Allowed) is { } at ? ReadAddress(at) : null;
        if (map.Present("user", "password").Count == 1)
        {
            map.Refuse("'user' and 'password' belong together", "both, the password as '${secret(name)}', or neither");
        }

        string? user = map.Get("user") is { } u ? ReadText(u, scope) : null;
        string? password = map.Get("password") is { } p ? ReadText(p, scope) : null;
        return address is null ? null : new HttpProxy(address) { User = user, Password = password };
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
