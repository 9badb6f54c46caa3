using System.Reflection;
using System.Xml.Linq;
using SipTrace.Tests.Support;

namespace SipTrace.Tests.Architecture;

/// <summary>The rules of the house that a program can check.</summary>
public class HouseTest
{
    private const string Product = "SipTrace";

    private static readonly string[] vagueWords =
        ["Manager", "Helper", "Util", "Utils", "Common", "Base", "Impl", "Info", "Data", "Service", "Processor", "Handler", "Wrapper"];

    // Terms of an RFC that end in one of those words.
    private static readonly string[] terms = ["ChannelData"];

    public static TheoryData<string, string[]> Rooms => new()
    {
        { "SipTrace.Wire", [] },
        { "SipTrace.Capture", ["SipTrace.Wire"] },
        { "SipTrace.Correlation", ["SipTrace.Wire"] },
        { "SipTrace.Lint", ["SipTrace.Correlation"] },
        { "SipTrace", ["SipTrace.Capture", "SipTrace.Lint"] },
    };

    [Theory]
    [MemberData(nameof(Rooms))]
    public void A_room_knows_only_those_below_it(string room, string[] below)
    {
        var project = Project(room);
        Assert.Equal(below, project.Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)));
        string[] reached = [.. below, .. below.SelectMany(name => Project(name).Descendants("ProjectReference"))
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)), "SipTrace.Wire", .. room == Product ? new[] { "SipTrace.Correlation" } : []];
        var used = Load(room).GetReferencedAssemblies().Select(name => name.Name!).Where(name => name.StartsWith(Product, StringComparison.Ordinal));
        Assert.Empty(used.Except(reached));
    }

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Only_the_program_has_packages_and_only_captures_are_unsafe(string room, string[] below)
    {
        Assert.DoesNotContain(room, below);
        var project = Project(room);
        if (room != Product) Assert.Empty(project.Descendants("PackageReference"));
        if (room != "SipTrace.Capture") Assert.Empty(project.Descendants("AllowUnsafeBlocks"));
    }

    [Fact]
    public void Types_are_named_after_what_they_are() => Assert.Empty(
        from type in Types()
        where !terms.Contains(type.Name)
        where vagueWords.Any(word => type.Name.Split('`')[0].EndsWith(word, StringComparison.Ordinal))
        select type.FullName);

    [Fact]
    public void No_state_is_static() => Assert.Empty(
        from type in Types()
        from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
        where !field.IsLiteral && !field.IsInitOnly
        select $"{type.FullName}.{field.Name}");

    /// <summary>The types that somebody wrote; not those of lambdas, iterators and generators.</summary>
    private static IEnumerable<Type> Types() => Rooms.Select(row => row.Data.Item1).SelectMany(room => Load(room).GetTypes())
        .Where(type => type.FullName!.StartsWith(Product, StringComparison.Ordinal) && !type.FullName.Contains('<'));

    private static Assembly Load(string room) => room == Product ? typeof(Program).Assembly : Assembly.Load(room);

    private static XElement Project(string room) => XElement.Load(Path.Combine(Samples.Root, "src", room, room + ".csproj"));
}
