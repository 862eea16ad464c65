using System.Buffers.Binary;
using System.Globalization;
using PerfFunctions.Engine.Templates;

namespace PerfFunctions.Load.Flows;

/// <summary>What the functions of a template give.</summary>
internal static class FunctionValues
{
    private const int BytesOfUuid = 16;
    private const string Characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>The value; null for a function that there is not, which a valid plan rules out, and for a secret that is not set.</summary>
    public static string? Call(TemplateSlot slot, Iteration iteration, ScenarioContext context) => slot.Name switch
    {
        "uuid" => Uuid(ref iteration.Dice),
        "random" => Text(iteration.Dice.Between(Number(slot, 0), Number(slot, 1))),
        "randomText" => RandomText(ref iteration.Dice, (int)Number(slot, 0)),
        "randomItem" => slot.Arguments[(int)iteration.Dice.Between(0, slot.Arguments.Count - 1)],
        "now" => slot.Time!.Write(context.Clock.Now),
        "iteration" => Text(iteration.Number),
        "user" => Text(iteration.User),
        "secret" => context.Secrets.GetValueOrDefault(slot.Arguments[0]),
        _ => null,
    };

    /// <summary>Whether the function gives the same for every iteration of a run.</summary>
    public static bool IsFixed(TemplateSlot slot) => slot is { Kind: SlotKind.Function, Name: "secret" };

    private static string RandomText(ref Dice dice, int length)
    {
        Span<char> text = stackalloc char[length];
        foreach (ref char c in text)
        {
            c = Characters[(int)dice.Between(0, Characters.Length - 1)];
        }

        return new string(text);
    }

    // A UUID of version 4, RFC 9562 section 5.4.
    private static string Uuid(ref Dice dice)
    {
        Span<byte> bytes = stackalloc byte[BytesOfUuid];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, dice.Next());
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], dice.Next());
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true).ToString();
    }

    private static long Number(TemplateSlot slot, int place) => long.Parse(slot.Arguments[place], CultureInfo.InvariantCulture);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
