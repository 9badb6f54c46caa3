using System.Text;
using SipTrace.Capture;
using SipTrace.Terminal;

namespace SipTrace.Tests.Terminal;

public class KeyParserTest
{
    [Theory]
    [InlineData("x", "x")]
    [InlineData("é李", "é 李")]
    [InlineData("\u001b[A\u001b[B\u001bOC\u001b[1;5D", "Up Down Right Left")]
    [InlineData("\u001b[5~\u001b[6~\u001b[H\u001b[4~\u001b[3~", "PgUp PgDn Home End Delete")]
    [InlineData("\u001bOP\u001b[11~\u001b[[A\u001b[15~\u001b[17~\u001b[21~\u001b[24~", "F1 F1 F1 F5 F6 F10 F12")]
    [InlineData("\r\t\u007f \u0001\u001a", "Enter Tab Backspace Space Ctrl-A Ctrl-Z")]
    [InlineData("\u001b[200~hi\u001b[201~", "h i")]
    [InlineData("\u001b]11;rgb:ffff/ffff/ffff\u0007a", "a")]
    [InlineData("\u001bx", "x")]
    [InlineData("\u001b[999999zq", "q")]
    public void Sequences_become_keys(string sent, string keys) => Assert.Equal(keys, Read(Encoding.UTF8.GetBytes(sent)));

    [Fact]
    public void A_lone_escape_is_one_once_nothing_follows()
    {
        Assert.Equal("Esc", Read([0x1b]));
        Assert.Equal("Esc Esc", Read([0x1b, 0x1b]));
    }

    [Fact]
    public void The_mouse_tells_its_place()
    {
        var keys = new List<Key>();
        new KeyParser().Take("\e[<0;12;7M\e[<0;12;7m\e[<65;1;1M"u8, keys.Add);
        Assert.Equal([new Key(KeyCode.Click, X: 11, Y: 6), new Key(KeyCode.WheelDown)], keys);
    }

    [Fact]
    public void Any_octets_are_survived()
    {
        var random = new Random(5);
        var parser = new KeyParser();
        var bytes = new byte[64];
        var count = 0;
        for (var i = 0; i < 3000; i++)
        {
            random.NextBytes(bytes);
            parser.Take(bytes, _ => count++);
            parser.Flush(_ => count++);
            Assert.False(parser.IsPending);
        }
        Assert.NotEqual(0, count);
    }

    [Fact]
    public void Keys_are_written_as_people_write_them()
    {
        Assert.Equal("Down F10 Ctrl-W x Space a b /", string.Join(' ', KeyNames.Parse("Down f10 Ctrl-w x Space \"ab\" /")));
        Assert.Equal("' x", string.Join(' ', KeyNames.Parse("' x")));
        Assert.Contains("Foo", Assert.Throws<UserError>(() => KeyNames.Parse("Foo")).Message);
    }

    private static string Read(byte[] bytes)
    {
        var keys = new List<Key>();
        var parser = new KeyParser();
        foreach (var b in bytes) parser.Take([b], keys.Add);
        parser.Flush(keys.Add);
        return string.Join(' ', keys);
    }
}
