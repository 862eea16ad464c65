using System.Reflection;
using PerfFunctions.App;
using PerfFunctions.Browser.Launch;

namespace PerfFunctions.Infra.Tests.Templates;

/// <summary>The options of the app, found in its code.</summary>
internal static class AppOptions
{
    /// <summary>Every option by the name of its app setting. Those of a dictionary have names of the user's own, and are not among them.</summary>
    public static IReadOnlyDictionary<string, Type> All { get; } = Sections()
        .SelectMany(section => section.Type.GetProperties()
            .Where(property => property.SetMethod is { IsPublic: true } && !IsDictionary(property.PropertyType))
            .Select(property => (Name: $"{section.Name.Replace(":", "__", StringComparison.Ordinal)}__{property.Name}", property.PropertyType)))
        .ToDictionary(option => option.Name, option => Nullable.GetUnderlyingType(option.PropertyType) ?? option.PropertyType);

    /// <summary>Whether a setting's name says that its value is a secret, or may carry one.</summary>
    public static bool IsSecret(string name) =>
        name.EndsWith("Secret", StringComparison.Ordinal) || name.EndsWith("Key", StringComparison.Ordinal) ||
        name.EndsWith("Token", StringComparison.Ordinal) || name.EndsWith("Password", StringComparison.Ordinal) ||
        name.EndsWith("__Endpoint", StringComparison.Ordinal);

    // A class of options says its section in a constant of that name; the browser's section is named where it is bound.
    private static IEnumerable<(string Name, Type Type)> Sections() => typeof(ServiceSetup).Assembly.GetTypes()
        .Select(type => (Name: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string, Type: type))
        .Where(section => section.Name is not null)
        .Select(section => (section.Name!, section.Type))
        .Append(("Browser", typeof(BrowserOptions)));

    private static bool IsDictionary(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Dictionary<,>);
}
