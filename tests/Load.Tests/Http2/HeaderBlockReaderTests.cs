using System.Text;
using PerfFunctions.Load.Http2;

namespace PerfFunctions.Load.Tests.Http2;

/// <summary>The fields of a header block.</summary>
public sealed class HeaderBlockReaderTests
{
    [Theory]
    [InlineData("88", ":status: 200")]
    [InlineData("400a637573746f6d2d6b65790d637573746f6d2d686561646572", "custom-key: custom-header")]
    [InlineData("040c2f73616d706c652f70617468", ":path: /sample/path")]
    [InlineData("100870617373776f726406736563726574", "password: secret")]
    [InlineData("2088", ":status: 200")]
    [InlineData("4803333032580770726976617465", ":status: 302, cache-control: private")]
    [InlineData("488264025885aec3771a4b", ":status: 302, cache-control: private")]
    [InlineData("", "")]
    public void A_block_is_its_fields(string block, string fields) => Assert.Equal(fields, Read(block));

    [Theory]
    [InlineData("80")]
    [InlineData("be")]
    [InlineData("7e00")]
    [InlineData("21")]
    [InlineData("3fe11f")]
    [InlineData("ffffffffffffffff")]
    [InlineData("04")]
    [InlineData("040c2f")]
    [InlineData("047fffffffff0f")]
    [InlineData("0f")]
    public void A_block_that_ends_early_or_asks_for_what_is_not_there_is_broken(string block) => Assert.Null(Read(block));

    [Fact]
    public void No_block_makes_it_read_beyond_its_end()
    {
        Random random = new(4711);
        for (int i = 0; i < 20_000; i++)
        {
            byte[] block = new byte[random.Next(1, 40)];
            random.NextBytes(block);
            Read(Convert.ToHexString(block));
        }
    }

    private static string? Read(string block)
    {
        HeaderBlockReader reader = new(Convert.FromHexString(block));
        List<string> fields = [];
        while (reader.TryRead(out HeaderText name, out HeaderText value))
        {
            if (Text(name) is not { } known || Text(value) is not { } text)
            {
                return null;
            }

            fields.Add($"{known}: {text}");
        }

        return reader.IsBroken ? null : string.Join(", ", fields);
    }

    private static string? Text(HeaderText text) =>
        text.TryRead(new byte[text.MaxLength], out ReadOnlySpan<byte> bytes) ? Encoding.Latin1.GetString(bytes) : null;
}
