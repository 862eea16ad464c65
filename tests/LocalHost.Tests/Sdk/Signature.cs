using System.Globalization;
using System.Reflection;

namespace PerfFunctions.LocalHost.Tests.Sdk;

/// <summary>Writes public members of a type as lines, without nullability and modifiers that callers do not see.</summary>
internal static class Signature
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void",
        [typeof(string)] = "string",
        [typeof(object)] = "object",
        [typeof(bool)] = "bool",
        [typeof(int)] = "int",
        [typeof(double)] = "double",
    };

    public static IEnumerable<string> Of(Type type)
    {
        string owner = $"{type.Namespace}.{Name(type)}";
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Select(
                name => string.Create(CultureInfo.InvariantCulture, $"{owner}: {name}={(int)Enum.Parse(type, name)}"));
        }

        if (type.IsSubclassOf(typeof(Delegate)))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            return [$"{owner}: {Name(invoke.ReturnType)} Invoke({Parameters(invoke)})"];
        }

        IEnumerable<string> constructors = type.GetConstructors(Declared).Select(one => $".ctor({Parameters(one)})");
        IEnumerable<string> properties = type.GetProperties(Declared).Select(one => $"{Name(one.PropertyType)} {one.Name}");
        IEnumerable<string> methods = type.GetMethods(Declared).Where(IsOfInterest).Select(Method);
        return constructors.Concat(properties).Concat(methods).Select(member => $"{owner}: {member}");
    }

    // What the compiler writes for a record, and what every object has, is not what an app calls by intent.
    private static bool IsOfInterest(MethodInfo method) =>
        !method.IsSpecialName
        && !method.Name.Contains('<', StringComparison.Ordinal)
        && method.Name is not ("Equals" or "GetHashCode" or "ToString" or "Deconstruct");

    private static string Method(MethodInfo method)
    {
        string generic = method.IsGenericMethod
            ? $"<{string.Join(", ", method.GetGenericArguments().Select(argument => argument.Name))}>"
            : string.Empty;
        return $"{(method.IsStatic ? "static " : "")}{Name(method.ReturnType)} {method.Name}{generic}({Parameters(method)})";
    }

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{Name(parameter.ParameterType)} {parameter.Name}"));

    private static string Name(Type type)
    {
        if (Keywords.TryGetValue(type, out string? keyword))
        {
            return keyword;
        }

        if (Nullable.GetUnderlyingType(type) is { } value)
        {
            return Name(value) + "?";
        }

        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : type.Name;
    }
}
