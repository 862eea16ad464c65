using PerfFunctions.Engine.Plans.Fields;
using PerfFunctions.Engine.Plans.Reading.Scopes;

namespace PerfFunctions.Engine.Plans.Reading.Http;

/// <summary>Reads <c>auth:</c>.</summary>
internal static class AuthReader
{
    private const string TokenAllowed = "an absolute http or https address";

    /// <summary>The authentication; null if a problem was reported.</summary>
    public static Authorization? Read(Field field, VariableScope scope)
    {
        MapField? map = field.Map(PlanKeys.Auth);
        return map?.OneOf(PlanKeys.Auth, "the kind of authorization") switch
        {
            "basic" => ReadBasic(map.Get("basic")!, scope),
            "bearer" => ReadText(map.Get("bearer")!, scope, TemplatePlace.Sent) is { } token ? new BearerAuthorization(token) : null,
            "oauth" => ReadOAuth(map.Get("oauth")!, scope),
            _ => null,
        };
    }

    private static BasicAuthorization? ReadBasic(Field field, VariableScope scope)
    {
        MapField? map = field.Map(PlanKeys.Basic);
        string? user = map?.Require("user", "a text") is { } u ? ReadText(u, scope, TemplatePlace.Sent) : null;
        string? password = map?.Require("password", "'${secret(name)}'") is { } p ? ReadText(p, scope, TemplatePlace.Sent) : null;
        return user is null || password is null ? null : new BasicAuthorization(user, password);
    }

    private static OAuthAuthorization? ReadOAuth(Field field, VariableScope scope)
    {
        MapField? map = field.Map(PlanKeys.OAuth);
        string? address = map?.Require("token", TokenAllowed) is { } token ? ReadAddress(token) : null;
        string? client = map?.Require("client", "the client's id") is { } c ? ReadText(c, scope, TemplatePlace.Constant) : null;
        string? secret = map?.Require("secret", "'${secret(name)}'") is { } s ? ReadText(s, scope, TemplatePlace.Constant) : null;
        string? scopes = map?.Get("scope") is { } given ? ReadText(given, scope, TemplatePlace.Constant) : null;
        return address is null || client is null || secret is null ? null : new OAuthAuthorization(address, client, secret, scopes);
    }

    private static string? ReadAddress(Field field) =>
        field.Text(TokenAllowed, PlanLimits.PathLength) is { } text && TargetReader.CheckFixedAddress(field, text, TokenAllowed) ? text : null;

    private static string? ReadText(Field field, VariableScope scope, TemplatePlace place)
    {
        string? text = field.Text("a text, such as '${secret(name)}'", PlanLimits.TextLength);
        if (text is not null)
        {
            scope.Check(field, text, place);
        }

        return text;
    }
}
