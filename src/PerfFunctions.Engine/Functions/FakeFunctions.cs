using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Functions;

/// <summary>Made-up persons and things, the same for the same iteration of the same run.</summary>
public static class FakeFunctions
{
    /// <summary>What can be made up.</summary>
    public const string Kinds =
        "person, name, firstName, lastName, email, userName, phone, street, zip, city, country, company, product, word, sentence, paragraph";

    // What makes data up is loaded by its first call, so not at all where no plan asks for it.
    private const string Meaning =
        $"made-up data, in English or in a locale such as de or pt_BR: {Kinds}; a person has firstName to country, all of one person";

    /// <summary>The functions.</summary>
    public static IReadOnlyList<Function> All { get; } =
    [
        new("fake", "fake('name') or fake('name', 'de')", Meaning, (context, arguments) => Fake(context, arguments))
        {
            MinArguments = 1, MaxArguments = 2, Varies = true,
        },
    ];

    private static Value? Fake(IEvaluationContext context, ReadOnlySpan<Value> arguments) => FakeData.Of(
        arguments[0].Text, arguments.Length > 1 ? arguments[1].Text : FakeData.English, unchecked((int)context.NextRandom()));
}
