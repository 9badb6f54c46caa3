using System.Globalization;
using SipTrace.Capture;
using Xunit;

namespace SipTrace.Tests.Capture.Files;

public class DamagedCaptureTest
{
    /// <summary>Whatever happens to a file: an end, no exception but the user's, and no more frames than its octets can hold.</summary>
    [Fact]
    public void MutatedFilesAreReadToAnEnd()
    {
        var random = new Random(1);
        byte[][] samples =
        [
            CaptureSetTest.Capture([.. Enumerable.Range(1, 40)]),
            Ng(false), Ng(true), [.. Ng(true), .. Ng(false)],
        ];
        var seconds = int.Parse(Environment.GetEnvironmentVariable("FUZZ_SECONDS") ?? "0", CultureInfo.InvariantCulture);
        var until = DateTime.UtcNow.AddSeconds(seconds);
        for (var round = 0; round < 400 || DateTime.UtcNow < until; round++)
        {
            var file = (byte[])samples[round % samples.Length].Clone();
            for (var i = random.Next(1, 12); i > 0; i--)
            {
                file[random.Next(4, file.Length)] = (byte)(random.Next(3) switch { 0 => 0, 1 => 0xff, _ => random.Next(256) });
            }
            if (random.Next(3) == 0) file = file[..random.Next(4, file.Length)];
            try
            {
                var (frames, input) = SeenFrame.Of(file);
                Assert.InRange(frames.Count, 0, file.Length / 16);
                Assert.Equal(frames.Count, input.Packets);
                Assert.InRange(frames.Sum(f => (long)f.Text.Length), 0, file.Length);
            }
            catch (UserError)
            {
                Assert.True(file.Length < 28);
            }
        }
    }

    private static byte[] Ng(bool bigEndian)
    {
        var file = new CaptureBytes(bigEndian).Section()
            .Interface(options: o => o.Option(9, [9]).Option(2, "eth0"u8).U32(0)).Interface(101);
        for (var i = 0; i < 10; i++) file.Packet(i % 2, (ulong)i * 1_000_000, $"packet {i}", o => o.Option(2, [0x80, 0, 0, 0]).U32(0));
        file.Block(4, b => b.Option(1, [192, 0, 2, 1, .. "pbx\0"u8]).U32(0)).Block(10, b => b.U32(0x544c534b).U32(5).Raw("KEYS!"u8));
        file.Block(5, b => b.U32(0).U64(0).Option(5, new byte[8]).U32(0)).Block(3, b => b.U32(4).Raw("abcd"u8));
        return file.Block(2, b => b.U16(0).U16(7).U32(0).U32(3_000_000).U32(3).U32(90).Raw("old"u8)).ToArray();
    }
}
