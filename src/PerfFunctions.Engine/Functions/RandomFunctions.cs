using System.Buffers.Binary;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Functions;

/// <summary>Functions whose value is drawn anew each time, the same for the same iteration of the same run.</summary>
public static class RandomFunctions
{
    /// <summary>Furthest bound of <c>random</c> from zero.</summary>
    public const long RandomLimit = 1_000_000_000_000_000;

    /// <summary>Characters of the longest <c>randomText</c>.</summary>
    public const int RandomTextLimit = 1_000;

    private const int BytesOfUuid = 16;
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The functions.</summary>
    public static IReadOnlyList<Function> All { get; } =
    [
        new("uuid", "uuid()", "a UUID of version 4", (context, _) => Value.Of(Uuid(context))) { Varies = true },
        new("random", "random(1, 100)", "a whole number, from the smaller to the greater one", Random) { MinArguments = 2, MaxArguments = 2, Varies = true },
        new("randomText", "randomText(8)", $"letters and digits, 1 to {RandomTextLimit} of them", RandomText)
        {
            MinArguments = 1, MaxArguments = 1, Varies = true,
        },
        new("randomItem", "randomItem('red', 'green') or randomItem(list)", "one of the values, or of the items of a list", RandomItem)
        {
            MinArguments = 1, MaxArguments = 100, Varies = true,
        },
        new("iteration", "iteration()", "the number of the iteration, from 0, over all shards", (context, _) => Value.Of(context.Iteration)) { Varies = true },
        new("user", "user()", "the number of the virtual user, from 0, over all shards", (context, _) => Value.Of(context.User)) { Varies = true },
    ];

    private static Value? Random(IEvaluationContext context, ReadOnlySpan<Value> bounds) =>
        Whole(bounds[0], RandomLimit) is { } least && Whole(bounds[1], RandomLimit) is { } most && least <= most
            ? Value.Of(RandomBits.Between(context.NextRandom(), least, most))
            : null;

    private static Value? RandomText(IEvaluationContext context, ReadOnlySpan<Value> arguments)
    {
        if (Whole(arguments[0], RandomTextLimit) is not ({ } length and > 0))
        {
            return null;
        }

        Span<char> text = stackalloc char[(int)length];
        foreach (ref char c in text)
        {
            c = Characters[(int)RandomBits.Between(context.NextRandom(), 0, Characters.Length - 1)];
        }

        return Value.Of(new string(text));
    }

    private static Value? RandomItem(IEvaluationContext context, ReadOnlySpan<Value> arguments)
    {
        if (arguments.Length > 1)
        {
            return arguments[(int)RandomBits.Between(context.NextRandom(), 0, arguments.Length - 1)];
        }

        return arguments[0].Items() is { Count: > 0 } items ? items[(int)RandomBits.Between(context.NextRandom(), 0, items.Count - 1)] : null;
    }

    // A UUID of version 4, RFC 9562 section 5.4.
    private static string Uuid(IEvaluationContext context)
    {
        Span<byte> bytes = stackalloc byte[BytesOfUuid];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, context.NextRandom());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], context.NextRandom());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static long? Whole(Value value, long limit) =>
        value.TryNumber(out double number) && double.IsInteger(number) && Math.Abs(number) <= limit ? (long)number : null;
}
