package dev.headroom.analysis.check.http;

import dev.headroom.analysis.check.Code;
import dev.headroom.golang.Program;
import dev.headroom.golang.flow.Flow;
import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.GoType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the calls that take the whole of a reader into memory. */
final class BodyReaders {
    private static final Set<String> READ_ALL = Set.of("io.ReadAll", "io/ioutil.ReadAll");
    private static final Set<String> DECODERS = Set.of(
            "encoding/json",
            "encoding/xml",
            "encoding/gob",
            "github.com/json-iterator/go",
            "github.com/goccy/go-json",
            "github.com/goccy/go-yaml",
            "github.com/bytedance/sonic",
            "github.com/segmentio/encoding/json",
            "gopkg.in/yaml",
            "go.yaml.in/yaml",
            "sigs.k8s.io/yaml",
            "github.com/pelletier/go-toml",
            "github.com/BurntSushi/toml",
            "github.com/vmihailenco/msgpack",
            "github.com/fxamacker/cbor");
    private static final Set<String> RENDER = Set.of("DecodeJSON", "DecodeXML", "DecodeForm");

    private final Program program;

    BodyReaders(Program program) {
        this.program = program;
    }

    /** The calls that read a value, wherever it gets to, to its end. */
    List<Node> of(Flow flow) {
        List<Node> reads = new ArrayList<>();
        for (Node use : flow.uses()) {
            Expressions.callTaking(use)
                    .filter(call -> call.kind().equals("call_expression") && reads(call, use))
                    .ifPresent(reads::add);
        }
        return reads;
    }

    private boolean reads(Node call, Node reader) {
        if (!(program.types().callee(call) instanceof Callee.Outside outside)) {
            return false;
        }
        String path = outside.packagePath();
        String name = outside.name();
        boolean first = Code.argument(call, 0).filter(reader::equals).isPresent();
        if (name.equals("NewDecoder")) {
            return first && DECODERS.contains(path) && !streams(call);
        }
        if (outside.receiver().isEmpty()) {
            return (first && READ_ALL.contains(path + "." + name))
                    || (first && path.equals("github.com/go-chi/render") && RENDER.contains(name))
                    || (outside.isFunction("io", "Copy")
                            && !first
                            && Code.argument(call, 0).filter(this::memory).isPresent());
        }
        return outside.isMethod("bytes", "Buffer", "ReadFrom");
    }

    /** Whether a decoder is read token by token, which needs no more memory than a token. */
    private boolean streams(Node decoder) {
        return !program.flow().from(decoder).selectors("Token").isEmpty();
    }

    private boolean memory(Node writer) {
        GoType type = program.types().typeOf(writer);
        return type.is("bytes", "Buffer") || type.is("strings", "Builder");
    }

    /** Whether a value is given to something that ends it after so many bytes. */
    boolean bounded(Flow flow) {
        return flow.uses().stream()
                .anyMatch(
                        use -> Expressions.callTaking(use).filter(this::bounds).isPresent());
    }

    /** Whether a call makes a reader that ends after so many bytes. */
    boolean bounds(Node call) {
        return program.types().callee(call) instanceof Callee.Outside outside
                && (outside.isFunction("net/http", "MaxBytesReader")
                        || outside.isFunction("io", "LimitReader", "CopyN", "ReadFull", "ReadAtLeast"));
    }

    /** Whether a value that is put in the place of a body is one that was in memory before. */
    boolean fromMemory(Node value) {
        Optional<Node> inner = Code.argument(value, 0);
        return program.types().callee(value) instanceof Callee.Outside outside
                && outside.name().equals("NopCloser")
                && inner.filter(reader -> reader.text().matches("(?s)(bytes|strings)\\.New.*")
                                || memory(reader)
                                || program.types().typeOf(reader).is("bytes", "Reader"))
                        .isPresent();
    }
}
