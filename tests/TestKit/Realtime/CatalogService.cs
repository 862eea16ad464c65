using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;
using PerfFunctions.TestKit.Realtime.Shop;

namespace PerfFunctions.TestKit.Realtime;

/// <summary>
/// A catalogue over gRPC: item 404 is not there, item 999 takes for ever, and a watch of -3 breaks after three items.
/// </summary>
public sealed class CatalogService : Catalog.CatalogBase
{
    /// <summary>Its descriptor set in Base64, as <c>protoc</c> writes it.</summary>
    public static string Descriptors { get; } = Convert.ToBase64String(
        new FileDescriptorSet { File = { FileDescriptorProto.Parser.ParseFrom(ShopReflection.Descriptor.SerializedData) } }.ToByteArray());

    /// <inheritdoc />
    public override async Task<Item> GetItem(ItemRequest request, ServerCallContext context)
    {
        if (request.Id == 404)
        {
            throw new RpcException(
                new Status(StatusCode.NotFound, $"no item 404 for {context.RequestHeaders.GetValue("authorization")}"));
        }

        if (request.Id == 999)
        {
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        }

        await context.WriteResponseHeadersAsync([new Metadata.Entry("x-region", "eu")]);
        return ItemOf(request, context, 0);
    }

    /// <inheritdoc />
    public override async Task Watch(ItemRequest request, IServerStreamWriter<Item> responseStream, ServerCallContext context)
    {
        for (int i = 0; request.Id >= 0 || i < -request.Id; i++)
        {
            await responseStream.WriteAsync(ItemOf(request, context, i), context.CancellationToken);
            await Task.Delay(10, context.CancellationToken);
        }

        throw new RpcException(new Status(StatusCode.Aborted, "no more"));
    }

    private static Item ItemOf(ItemRequest request, ServerCallContext context, int number) => new()
    {
        Id = request.Id,
        Name = $"item {request.Id}",
        Request = request,
        Tenant = context.RequestHeaders.GetValue("x-tenant") ?? "",
        Number = number,
    };
}
