package io.baton.sheet;

import io.baton.api.Refusal;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * In which encoding a text file was written: what its byte order mark says, else UTF-8 where the whole file is that, else
 * what Windows writes in western countries. Text of that kind is practically never UTF-8 by accident.
 *
 * @param mark how many bytes the byte order mark has
 */
record CharsetGuess(Charset charset, int mark) {

    private static final int BUFFER = 64 * 1024;
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    static CharsetGuess of(Path file) throws IOException {
        byte[] first;
        try (InputStream in = Files.newInputStream(file)) {
            first = in.readNBytes(BUFFER);
        }
        if (begins(first, 0xEF, 0xBB, 0xBF)) {
            return new CharsetGuess(StandardCharsets.UTF_8, 3);
        }
        if (begins(first, 0xFF, 0xFE)) {
            return new CharsetGuess(StandardCharsets.UTF_16LE, 2);
        }
        if (begins(first, 0xFE, 0xFF)) {
            return new CharsetGuess(StandardCharsets.UTF_16BE, 2);
        }
        int even = 0;
        int odd = 0;
        for (int i = 0; i < first.length; i++) {
            if (first[i] == 0) {
                even += i % 2 == 0 ? 1 : 0;
                odd += i % 2;
            }
        }
        // Western text in UTF-16 has a zero in every other byte; any other text has none at all.
        if (odd > first.length / 4 && even == 0) {
            return new CharsetGuess(StandardCharsets.UTF_16LE, 0);
        }
        if (even > first.length / 4 && odd == 0) {
            return new CharsetGuess(StandardCharsets.UTF_16BE, 0);
        }
        if (even + odd > 0) {
            throw Refusal.ofField("file", "is neither text nor a workbook");
        }
        return new CharsetGuess(isUtf8(file) ? StandardCharsets.UTF_8 : WINDOWS, 0);
    }

    /** Opens the file behind its byte order mark; a byte that fits nowhere is shown as such and ends nothing. */
    Reader open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        in.skipNBytes(mark);
        return new InputStreamReader(in, charset);
    }

    private static boolean begins(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUtf8(Path file) throws IOException {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        try (var in = Files.newByteChannel(file)) {
            boolean end = false;
            while (!end) {
                end = in.read(bytes) < 0;
                bytes.flip();
                CoderResult result = decoder.decode(bytes, chars, end);
                if (result.isError()) {
                    return false;
                }
                bytes.compact();
                chars.clear();
            }
        }
        return true;
    }
}
