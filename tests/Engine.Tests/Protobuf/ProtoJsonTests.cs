using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Google.Protobuf;
using PerfFunctions.Engine.Protobuf;
using PerfFunctions.TestKit.Realtime;
using PerfFunctions.TestKit.Realtime.Shop;

namespace PerfFunctions.Engine.Tests.Protobuf;

/// <summary>Messages as JSON, compared with what the official library makes of them.</summary>
public class ProtoJsonTests
{
    private static readonly JsonFormatter Official = new(JsonFormatter.Settings.Default.WithFormatDefaultValues(true));

    private const string Everything = """
        {
          "id": "-9007199254740993", "tags": [ "a", "" ], "state": "STATE_OPEN", "counts": { "x": 1, "y": -2 },
          "blob": "AAEC/w==",
          "place": { "name": "here", "inside": { "name": "there" } }, "limit": 1.5, "deltas": [ -1, 0, 70000 ],
          "code": 4000000000,
          "inStock": true, "share": 0.25, "big": "18446744073709551615", "places": { "7": { "name": "seven" } }
        }
        """;

    [Theory]
    [InlineData(Everything)]
    [InlineData("{}")]
    [InlineData("""{ "in_stock": true, "state": 1, "id": 5.0, "limit": 0, "place": null }""")]
    public void Json_is_written_as_the_official_library_writes_it(string json)
    {
        byte[] bytes = ProtoWriter.Write(JsonDocument.Parse(json).RootElement, ItemRequest.Descriptor);
        Assert.Equal(JsonParser.Default.Parse<ItemRequest>(json), ItemRequest.Parser.ParseFrom(bytes));
    }

    [Fact]
    public void Messages_are_read_as_the_official_library_reads_them() => Gen.Select(
        Gen.Long, Gen.String.Array[0, 3], Gen.Int.Array[0, 4], Gen.Double, Gen.Bool).Sample((id, tags, deltas, limit, isThere) =>
    {
        ItemRequest request = new() { Id = id, InStock = isThere, Place = isThere ? new Place { Name = "p" } : null };
        request.Tags.AddRange(tags.Select(t => new string([.. t.Where(c => !char.IsSurrogate(c))])));
        request.Deltas.AddRange(deltas);
        request.Counts["a"] = deltas.Length;
        if (isThere)
        {
            request.Limit = limit;
        }

        JsonNode ours = JsonNode.Parse(ProtoReader.Read(request.ToByteArray(), ItemRequest.Descriptor))!;
        return JsonNode.DeepEquals(JsonNode.Parse(Official.Format(request)), ours);
    }, iter: 200);

    [Fact]
    public void No_bytes_make_the_reader_fail_otherwise_than_by_a_format() => Gen.Byte.Array[0, 60].Sample(bytes =>
    {
        try
        {
            return ProtoReader.Read(bytes, ItemRequest.Descriptor).Length > 0;
        }
        catch (FormatException)
        {
            return true;
        }
    }, iter: 2_000);

    [Theory]
    [InlineData("""{ "idd": 1 }""", "message: 'ItemRequest' has no field 'idd'; did you mean 'id'?")]
    [InlineData("""{ "id": "x" }""", "message: 'ItemRequest.id' is not a valid int64")]
    [InlineData("""{ "code": -1 }""", "message: 'ItemRequest.code' is not a valid fixed32")]
    [InlineData("""{ "id": 1.5 }""", "message: 'ItemRequest.id' is not a valid int64")]
    [InlineData("""{ "tags": "a" }""", "message: 'ItemRequest.tags' is not a list")]
    [InlineData("""{ "place": [] }""", "message: 'ItemRequest.place' is not an object")]
    [InlineData("""{ "state": "OPEN" }""", "message: 'ItemRequest.state' is not a valid enum")]
    [InlineData("""{ "blob": "?" }""", "message: 'ItemRequest.blob' is not a valid bytes")]
    public void What_does_not_fit_is_named_by_its_field(string json, string message) => Assert.Equal(
        message,
        Assert.Throws<FormatException>(
            () => ProtoWriter.Write(JsonDocument.Parse(json).RootElement, ItemRequest.Descriptor)).Message);

    [Fact]
    public void A_descriptor_set_describes_services_or_says_what_it_lacks()
    {
        ProtoSchema schema = ProtoSchema.OfSet(Convert.FromBase64String(CatalogService.Descriptors));
        Assert.Equal(["GetItem", "Watch", "Upload"], schema.MethodsOf("shop.v1.Catalog"));
        Assert.Null(schema.Find("shop.v1.Catalog", "Get"));
        Assert.Throws<FormatException>(() => ProtoSchema.OfSet([1, 2, 3]));
        Assert.Throws<FormatException>(() => ProtoSchema.OfSet([]));
    }

    [Fact]
    public void Nesting_is_bounded_in_both_directions()
    {
        string deep = string.Concat(Enumerable.Repeat("""{ "inside": """, 60)) + "{}" + new string('}', 60);
        Assert.Contains(
            "nested too deeply",
            Assert.Throws<FormatException>(
                () => ProtoWriter.Write(JsonDocument.Parse(deep).RootElement, Place.Descriptor)).Message,
            StringComparison.Ordinal);
        Place place = Enumerable.Range(0, 60).Aggregate(new Place(), (inside, _) => new Place { Inside = inside });
        Assert.Contains(
            "nested too deeply",
            Assert.Throws<FormatException>(() => ProtoReader.Read(place.ToByteArray(), Place.Descriptor)).Message,
            StringComparison.Ordinal);
    }
}
