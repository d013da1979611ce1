package dev.headroom.golang.calls;

import dev.headroom.golang.syntax.Node;
import dev.headroom.golang.types.Callee;
import dev.headroom.golang.types.Declaration;
import dev.headroom.golang.types.Expressions;
import dev.headroom.golang.types.Function;
import dev.headroom.golang.types.GoFile;
import dev.headroom.golang.types.GoPackage;
import dev.headroom.golang.types.GoType;
import dev.headroom.golang.types.TypeDeclaration;
import dev.headroom.golang.types.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the functions that frameworks, the runtime and goroutines run. */
final class EntryPoints {
    private static final GoType WRITER = new GoType.Named("net/http", "ResponseWriter");
    private static final Set<String> HANDLER_PARAMETERS = Set.of(
            "github.com/labstack/echo.Context",
            "*github.com/gin-gonic/gin.Context",
            "*github.com/gofiber/fiber.Ctx",
            "github.com/gofiber/fiber.Ctx",
            "*github.com/valyala/fasthttp.RequestCtx",
            "*github.com/beego/beego/server/web/context.Context",
            "*github.com/kataras/iris/context.Context",
            "github.com/kataras/iris.Context");
    /** What handlers take as the second of two. */
    private static final Set<String> SECOND_PARAMETERS =
            Set.of("*github.com/cloudwego/hertz/pkg/app.RequestContext", "*github.com/emicklei/go-restful.Response");

    private static final Set<String> JOBS = Set.of("AddJob", "Schedule");
    private static final Set<String> CONTROLLERS =
            Set.of("github.com/beego/beego/server/web.Controller", "github.com/astaxie/beego.Controller");
    private static final Set<String> COMMAND_PARAMETERS = Set.of(
            "*github.com/spf13/cobra.Command", "*github.com/urfave/cli.Context", "*github.com/urfave/cli.Command");
    private static final Set<String> MESSAGE_PARAMETERS = Set.of(
            "*github.com/nats-io/nats.go.Msg",
            "github.com/nats-io/nats.go/jetstream.Msg",
            "*github.com/nsqio/go-nsq.Message",
            "*github.com/hibiken/asynq.Task",
            "github.com/IBM/sarama.ConsumerGroupClaim",
            "github.com/Shopify/sarama.ConsumerGroupClaim",
            "*cloud.google.com/go/pubsub.Message",
            "github.com/rabbitmq/amqp091-go.Delivery",
            "github.com/streadway/amqp.Delivery",
            "github.com/segmentio/kafka-go.Message",
            "*github.com/ThreeDotsLabs/watermill/message.Message");
    private static final Pattern SERVER_INTERFACE =
            Pattern.compile("(?!.*(Client|Mock|Querier)).*(Handler|Server|ServerInterface|Resolver|Service)");
    private static final Pattern UNIMPLEMENTED = Pattern.compile("(Unimplemented|Unsafe)\\w*(Server|Handler)");
    private static final Pattern REGISTRATION =
            Pattern.compile("Register\\w*(Server|Handler|Service)|New\\w*(Handler|Server)");

    private final List<GoPackage> packages;
    private final Types types;
    private final CallGraph calls;
    private final Implementations implementations;
    private final Map<Function, EntryPoint> found = new LinkedHashMap<>();

    EntryPoints(List<GoPackage> packages, Types types, CallGraph calls, Implementations implementations) {
        this.packages = packages;
        this.types = types;
        this.calls = calls;
        this.implementations = implementations;
    }

    Map<Function, EntryPoint> found() {
        for (Function function : calls.functions()) {
            bySignature(function);
        }
        for (GoPackage pkg : packages) {
            for (Declaration member : pkg.members()) {
                if (member instanceof TypeDeclaration type) {
                    serverType(type);
                }
            }
        }
        registrations();
        return found;
    }

    private void bySignature(Function function) {
        boolean plain = !function.method() && !function.literal();
        if (plain
                && function.name().equals("main")
                && function.file().packageName().equals("main")) {
            found.put(function, EntryPoint.MAIN);
        } else if (plain && function.name().equals("init")) {
            found.put(function, EntryPoint.INIT);
        } else if (takenAsValue(function) || function.name().equals("ServeHTTP")) {
            List<GoType> parameters = types.signature(function).parameters();
            EntryPoint kind = kind(parameters);
            if (kind != null) {
                found.put(function, kind);
            } else if (givenToHuma(function) || (function.literal() && endpointOfGoKit(function, parameters))) {
                found.put(function, EntryPoint.HANDLER);
            }
        } else if (function.method() && calls.callersOf(function).isEmpty()) {
            EntryPoint kind = kind(types.signature(function).parameters());
            if (kind == EntryPoint.CONSUMER) {
                found.put(function, kind);
            } else if (function.name().equals("Execute") && flagsCommand(function)) {
                found.put(function, EntryPoint.COMMAND);
            }
        }
        if (called(function, Call.Kind.GO)) {
            found.putIfAbsent(function, EntryPoint.GOROUTINE);
        }
    }

    /** The method of a command of go-flags: {@code Execute(args []string) error}. */
    private boolean flagsCommand(Function function) {
        GoType.Func signature = types.signature(function);
        return signature.parameters().size() == 1
                && signature.parameters().getFirst().equals(new GoType.Slice(new GoType.Basic("string")))
                && packages.stream()
                        .flatMap(pkg -> pkg.files().stream())
                        .anyMatch(file -> file.importPaths().stream().anyMatch(path -> path.endsWith("/go-flags")));
    }

    /** {@code huma.Register(api, operation, handler)}: its handlers take a context and their input. */
    private boolean givenToHuma(Function function) {
        return calls.callersOf(function).stream()
                .map(Call::site)
                .flatMap(value -> Expressions.callTaking(value).stream())
                .anyMatch(taking -> types.callee(taking) instanceof Callee.Outside outside
                        && outside.packagePath().equals("github.com/danielgtaylor/huma"));
    }

    private boolean takenAsValue(Function function) {
        return function.literal() || called(function, Call.Kind.REFERENCE);
    }

    private boolean called(Function function, Call.Kind kind) {
        for (Call call : calls.callersOf(function)) {
            if (call.kind() == kind) {
                return true;
            }
        }
        return false;
    }

    private @Nullable EntryPoint kind(List<GoType> parameters) {
        if (parameters.size() == 2
                && parameters.get(0).equals(WRITER)
                && parameters.get(1).is("net/http", "Request")) {
            return EntryPoint.HANDLER;
        }
        for (GoType parameter : parameters) {
            if (parameter.pointee() instanceof GoType.Named) {
                String written = parameter.toString();
                if (MESSAGE_PARAMETERS.contains(written)) {
                    return EntryPoint.CONSUMER;
                }
                if (COMMAND_PARAMETERS.contains(written)) {
                    return EntryPoint.COMMAND;
                }
            }
        }
        boolean handler = switch (parameters.size()) {
            case 1 -> takenByHandlers(parameters.getFirst());
            case 2 -> SECOND_PARAMETERS.contains(parameters.getLast().toString());
            default -> false;
        };
        return handler ? EntryPoint.HANDLER : null;
    }

    /** A framework's view of a request, or a struct of the program's own that embeds one. */
    private boolean takenByHandlers(GoType parameter) {
        return HANDLER_PARAMETERS.contains(parameter.toString())
                || (parameter.pointee() instanceof GoType.Named named
                        && types.inside(named.packagePath())
                        && types.fields(named).stream()
                                .anyMatch(field -> field.embedded()
                                        && HANDLER_PARAMETERS.contains(
                                                field.type().toString())));
    }

    /** An endpoint of go-kit: {@code func(ctx context.Context, request any) (response any, err error)}. */
    private boolean endpointOfGoKit(Function function, List<GoType> parameters) {
        return parameters.size() == 2
                && parameters.get(0).is("context", "Context")
                && types.signature(function).results().size() == 2
                && function.file().canonicalImports().contains("github.com/go-kit/kit/endpoint");
    }

    private void serverType(TypeDeclaration type) {
        boolean generatedInterface = type.expression().kind().equals("interface_type")
                && type.file().generated()
                && SERVER_INTERFACE.matcher(type.name()).matches();
        if (generatedInterface) {
            Map<String, Function> asked = types.interfaceMethods(type.type());
            if (!asked.isEmpty()) {
                implementations.types(asked.keySet()).stream()
                        .filter(implementing -> fits(asked, implementations.methods(implementing)))
                        .forEach(implementing -> serve(implementing, asked.keySet()));
            }
            return;
        }
        boolean controller = types.fields(type.type()).stream()
                .anyMatch(field ->
                        field.embedded() && CONTROLLERS.contains(field.type().toString()));
        if (controller) {
            actions(type.type()).forEach(action -> found.put(action, EntryPoint.HANDLER));
        }
        boolean unimplemented = types.fields(type.type()).stream()
                .anyMatch(field ->
                        field.embedded() && UNIMPLEMENTED.matcher(field.name()).matches());
        if (unimplemented) {
            serveRequests(type.type());
        }
    }

    /** The methods of a controller of beego that routes may name. */
    private Stream<Function> actions(GoType.Named controller) {
        return implementations.methods(controller).values().stream()
                .filter(method -> method.exported()
                        && types.signature(method).parameters().isEmpty()
                        && types.signature(method).results().isEmpty());
    }

    /** Whether methods of the names asked for take what is asked, as far as types are known: a store often shares names. */
    private boolean fits(Map<String, Function> asked, Map<String, Function> methods) {
        return asked.entrySet().stream().allMatch(each -> {
            List<GoType> wanted = types.signature(each.getValue()).parameters();
            List<GoType> taken = types.signature(methods.get(each.getKey())).parameters();
            return wanted.size() == taken.size()
                    && IntStream.range(0, wanted.size())
                            .allMatch(i -> !wanted.get(i).known()
                                    || !taken.get(i).known()
                                    || wanted.get(i).equals(taken.get(i)));
        });
    }

    /** Calls such as {@code pb.RegisterUsersServer(server, implementation)}, of packages from elsewhere or generated ones. */
    private void registrations() {
        for (GoFile file :
                packages.stream().flatMap(pkg -> pkg.files().stream()).toList()) {
            for (Node node : file.nodes("call_expression")) {
                if (handsJobToCron(node)) {
                    implementations(node).values().forEach(this::runAsJob);
                } else if (namedLikeRegistration(node)) {
                    switch (types.callee(node)) {
                        case Callee.Outside outside
                        when outside.receiver().isEmpty() ->
                            implementations(node).values().forEach(this::serveRequests);
                        case Callee.Inside(Function function)
                        when function.file().generated() && !function.method() -> registered(node, function);
                        default -> {}
                    }
                }
            }
        }
    }

    private boolean handsJobToCron(Node call) {
        return JOBS.contains(Expressions.calledName(call))
                && types.callee(call) instanceof Callee.Outside outside
                && outside.packagePath().equals("github.com/robfig/cron");
    }

    /** Cron runs each job in a goroutine. */
    private void runAsJob(GoType.Named job) {
        Function run = implementations.methods(job).get("Run");
        if (run != null) {
            found.putIfAbsent(run, EntryPoint.GOROUTINE);
        }
    }

    /** The arguments of a call that are of types of the program, by their 0-based position. */
    private Map<Integer, GoType.Named> implementations(Node call) {
        Map<Integer, GoType.Named> found = new LinkedHashMap<>();
        List<Node> arguments = Expressions.arguments(call);
        for (int i = 0; i < arguments.size(); i++) {
            if (types.typeOf(arguments.get(i)).pointee() instanceof GoType.Named named
                    && types.inside(named.packagePath())) {
                found.put(i, named);
            }
        }
        return found;
    }

    /** What is registered serves what is asked for, though its parameters be those of an earlier state of the interface. */
    private void registered(Node call, Function function) {
        List<GoType> parameters = types.signature(function).parameters();
        implementations(call).forEach((position, type) -> {
            if (position < parameters.size()) {
                serve(type, types.interfaceMethods(parameters.get(position)).keySet());
            }
        });
    }

    private static boolean namedLikeRegistration(Node call) {
        return call.field("function")
                .filter(function -> function.kind().equals("selector_expression"))
                .flatMap(function -> function.field("field"))
                .filter(name -> REGISTRATION.matcher(name.text()).matches())
                .isPresent();
    }

    private void serveRequests(GoType.Named type) {
        for (Function method : implementations.methods(type).values()) {
            List<GoType> parameters = types.signature(method).parameters();
            boolean unary = !parameters.isEmpty() && parameters.getFirst().is("context", "Context") && answers(method);
            boolean stream = !parameters.isEmpty()
                    && parameters.getLast().pointee() instanceof GoType.Named(var path, String name)
                    && (name.endsWith("Server") || name.endsWith("Stream"));
            if (method.exported() && (unary || stream)) {
                serve(method);
            }
        }
    }

    /** Whether a method may fail, as every method that a client calls may. */
    private boolean answers(Function method) {
        List<GoType> results = types.signature(method).results();
        return !results.isEmpty() && results.getLast().equals(new GoType.Basic("error"));
    }

    private void serve(GoType.Named type, Set<String> methods) {
        implementations.methods(type).forEach((name, method) -> {
            if (methods.contains(name)) {
                serve(method);
            }
        });
    }

    private void serve(Function method) {
        if (!method.abstractMethod() && !method.file().generated()) {
            found.put(method, EntryPoint.SERVER_METHOD);
        }
    }
}
