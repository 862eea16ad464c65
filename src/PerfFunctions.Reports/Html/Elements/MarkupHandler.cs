using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace PerfFunctions.Reports.Html.Elements;

/// <summary>Encodes what goes into the holes of a <see cref="Markup"/>. A type that is not listed here does not compile.</summary>
[InterpolatedStringHandler]
internal readonly struct MarkupHandler(int literalLength, int formattedCount)
{
    private const int UsualHole = 16;

    private readonly StringBuilder _text = new(literalLength + formattedCount * UsualHole);

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(string? text) => _text.Append(Markup.Encode(text));

    public void AppendFormatted(Markup markup) => _text.Append(markup.ToString());

    public void AppendFormatted(IEnumerable<Markup> parts) => _text.Append(Markup.Join(parts).ToString());

    public void AppendFormatted(int number) => _text.Append(number.ToString(CultureInfo.InvariantCulture));

    /// <summary>A coordinate; two digits after the point are enough for a screen.</summary>
    public void AppendFormatted(double number) => _text.Append(number.ToString("0.##", CultureInfo.InvariantCulture));

    /// <inheritdoc />
    public override string ToString() => _text.ToString();
}
