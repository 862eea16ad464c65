using System.Reflection;
using Google.Protobuf.Reflection;
using PerfFunctions.Host.Protocol;

namespace PerfFunctions.Host.Tests.Protocol;

public sealed class FunctionRpcTests
{
    /// <summary>The worker's own description of the protocol, which it does not show.</summary>
    private static readonly FileDescriptor Workers = (FileDescriptor)Assembly.Load("Microsoft.Azure.Functions.Worker.Grpc")
        .GetType("Microsoft.Azure.Functions.Worker.Grpc.Messages.FunctionRpcReflection", throwOnError: true)!
        .GetProperty("Descriptor", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;

    public static TheoryData<string> Messages => [.. FunctionRpcReflection.Descriptor.MessageTypes.Select(message => message.Name)];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Each_field_that_the_host_knows_is_one_of_the_workers(string name)
    {
        MessageDescriptor ours = FunctionRpcReflection.Descriptor.MessageTypes.Single(message => message.Name == name);
        MessageDescriptor theirs = Workers.MessageTypes.Single(message => message.Name == name);
        Assert.Subset(theirs.Fields.InDeclarationOrder().Select(Describe).ToHashSet(), ours.Fields.InDeclarationOrder().Select(Describe).ToHashSet());
        foreach (EnumDescriptor values in ours.EnumTypes)
        {
            EnumDescriptor same = theirs.EnumTypes.Single(other => other.Name == values.Name);
            Assert.Equal(same.Values.Select(value => (value.Name, value.Number)), values.Values.Select(value => (value.Name, value.Number)));
        }
    }

    [Fact]
    public void The_service_is_the_workers()
    {
        ServiceDescriptor ours = Assert.Single(FunctionRpcReflection.Descriptor.Services);
        ServiceDescriptor theirs = Assert.Single(Workers.Services);
        Assert.Equal(theirs.FullName, ours.FullName);
        Assert.Equal(Describe(theirs), Describe(ours));
    }

    private static (string Name, int Number, FieldType Type, bool Repeated, bool Map, string? Of) Describe(FieldDescriptor field) => (
        field.Name, field.FieldNumber, field.FieldType, field.IsRepeated, field.IsMap,
        field.FieldType switch { FieldType.Message when !field.IsMap => field.MessageType.Name, FieldType.Enum => field.EnumType.Name, _ => null });

    private static (string, string, string, bool, bool)[] Describe(ServiceDescriptor service) =>
        [.. service.Methods.Select(m => (m.Name, m.InputType.Name, m.OutputType.Name, m.IsClientStreaming, m.IsServerStreaming))];
}
