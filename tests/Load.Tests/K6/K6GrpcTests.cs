using PerfFunctions.TestKit.Realtime;

namespace PerfFunctions.Load.Tests.K6;

/// <summary>Scripts that call methods over gRPC, against a real server.</summary>
public sealed class K6GrpcTests
{
    private const string Once = "users: { count: 1, iterations: 1, for: 30s }";
    private const string Address = "const ADDRESS = __ENV.BASE_URL.replace('http://', '');\n";

    // What the script has to know of the service; the rest of its messages is passed over.
    private const string Proto = """
        syntax = "proto3";
        package shop.v1;
        import "google/protobuf/timestamp.proto";
        service Catalog { rpc GetItem(ItemRequest) returns (Item); }
        message ItemRequest { int64 id = 1; repeated string tags = 2; State state = 3; google.protobuf.Timestamp at = 20; }
        message Item { int64 id = 1; string name = 2; ItemRequest request = 3; string tenant = 4; }
        enum State { STATE_UNKNOWN = 0; STATE_OPEN = 1; }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("client.load(['protos'], 'shop.proto');")]
    [InlineData("client.load(null, 'protos/shop.proto');")]
    [InlineData("client.load([], '../protos/shop.proto');")]
    public async Task A_method_is_called_by_reflection_or_by_the_files_of_the_script(string load)
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync(isHttp2: true);
        K6Outcome result = await K6Driver.RunAsync(Address + $$"""
            import grpc from 'k6/net/grpc';
            import { check } from 'k6';
            const client = new grpc.Client();
            {{load}}
            export default function () {
              client.connect(ADDRESS, { plaintext: true, reflect: true });
              const res = client.invoke('shop.v1.Catalog/GetItem', { id: 7, tags: ['a'], state: 'STATE_OPEN' }, { metadata: { 'x-tenant': 't7' } });
              check(res, {
                ok: (r) => r && r.status === grpc.StatusOK && r.error === null,
                message: (r) => r.message.name === 'item 7' && r.message.tenant === 't7' && r.message.request.state === 'STATE_OPEN',
                headers: (r) => r.headers['x-region'][0] === 'eu',
              });
              client.close();
            }
            """, Once, target.Address, file: ("protos/shop.proto", Proto));
        Assert.Empty(result.Errors("iterations"));
        Assert.Equal((1, 0), result.Counts("request.shop-v1-catalog-getitem"));
        Assert.Equal((1, 0), result.Counts("check.ok"));
        Assert.Equal((1, 0), result.Counts("check.message"));
        Assert.Equal((1, 0), result.Counts("check.headers"));
    }

    [Fact]
    public async Task A_status_is_a_failure_of_its_request_and_the_scripts_to_look_at()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync(isHttp2: true);
        K6Outcome result = await K6Driver.RunAsync(Address + """
            import { Client, StatusNotFound, StatusDeadlineExceeded } from 'k6/net/grpc';
            import { check } from 'k6';
            const client = new Client();
            export default async function () {
              client.connect(ADDRESS, { plaintext: true });
              check(client.invoke('shop.v1.Catalog/GetItem', { id: 404 }, { tags: { name: 'missing' } }), {
                'not found': (r) => r.status === StatusNotFound && r.message === null && r.error.message.startsWith('no item 404'),
              });
              check(await client.asyncInvoke('/shop.v1.Catalog/GetItem', { id: 999 }, { timeout: '200ms', tags: { name: 'slow' } }), {
                late: (r) => r.status === StatusDeadlineExceeded,
              });
            }
            """, Once, target.Address);
        Assert.Empty(result.Errors("iterations"));
        Assert.Equal(1, result.Errors("request.missing")["status NOT_FOUND"]);
        Assert.Equal(1, result.Errors("request.slow")["status DEADLINE_EXCEEDED"]);
        Assert.Equal((1, 0), result.Counts("check.not-found"));
        Assert.Equal((1, 0), result.Counts("check.late"));
    }

    [Theory]
    [InlineData("client.load(['protos'], 'none.proto');", "", "cannot load none.proto: 'none.proto' is not among the files of the script")]
    [InlineData("client.load(['protos'], 'shop.proto');", "syntax = \"proto3\";\nmessage {", "cannot load shop.proto: shop.proto line 2: ")]
    [InlineData("client.loadProtoset('protos/shop.proto');", "what", "cannot load protos/shop.proto: this is not a descriptor set")]
    [InlineData("", "", "'GetItem' is not a method such as shop.v1.Catalog/GetItem")]
    public async Task What_cannot_be_called_fails_the_iteration_and_says_why(string load, string proto, string failure)
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync(isHttp2: true);
        K6Outcome result = await K6Driver.RunAsync(Address + $$"""
            import grpc from 'k6/net/grpc';
            const client = new grpc.Client();
            {{load}}
            export default function () {
              client.connect(ADDRESS, { plaintext: true });
              client.invoke('GetItem', {});
            }
            """, Once, target.Address, file: ("protos/shop.proto", proto));
        Assert.Contains($"script.js: {failure}", Assert.Single(result.Errors("iterations").Keys), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proto_file_that_is_nested_without_end_is_refused()
    {
        await using RealtimeTarget target = await RealtimeTarget.StartAsync(isHttp2: true);
        string nested = $"syntax = \"proto3\";\n{string.Concat(Enumerable.Repeat("message A {", 50_000))}";
        K6Outcome result = await K6Driver.RunAsync(Address + """
            import grpc from 'k6/net/grpc';
            const client = new grpc.Client();
            client.load([], 'deep.proto');
            export default function () { client.invoke('a.B/c', {}); }
            """, Once, target.Address, file: ("deep.proto", nested));
        Assert.Contains("'deep.proto' is nested deeper than 64 levels", Assert.Single(result.Errors("iterations").Keys), StringComparison.Ordinal);
    }
}
