package io.whoset.protocol.pairing;

import static io.whoset.protocol.text.ReplyForm.*;

import io.whoset.protocol.Command;
import io.whoset.protocol.Verb;
import io.whoset.protocol.text.Reply;
import io.whoset.protocol.text.ReplyForm;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which reply lines may answer a request, and how many.
 *
 * <p>Immutable.
 *
 * <p><b>Source</b> protocol.txt, the replies of each command; proto_text.c for what a quiet meta command hides.
 */
enum Expectation {
    /** One line of one of the verb's forms. */
    ONE,
    /** Value blocks, then {@code END}. */
    RETRIEVAL,
    /** Lines of any kind until {@code END}, {@code EN}, {@code RESET}, {@code OK} or an error. */
    LIST,
    /** One line of any kind. */
    ANY_LINE,
    /** One error line: the command line was refused. */
    REFUSAL,
    /** {@code OK}, and from then on the connection is a stream of log lines. */
    STREAM;

    private static final Set<ReplyForm> ERRORS = EnumSet.of(ERROR, CLIENT_ERROR, SERVER_ERROR);
    private static final Set<ReplyForm> LIST_ENDS =
            EnumSet.of(END, EN, RESET, ReplyForm.OK, ERROR, CLIENT_ERROR, SERVER_ERROR);
    private static final Map<Verb, Set<ReplyForm>> FORMS = new EnumMap<>(Verb.class);
    /** What no version shows; a quiet NF is shown by some (1.6.18) and hidden by others. */
    private static final Map<Verb, Set<ReplyForm>> HIDDEN_WHEN_QUIET = new EnumMap<>(Verb.class);

    static {
        for (Verb verb : new Verb[] {Verb.SET, Verb.ADD, Verb.REPLACE, Verb.APPEND, Verb.PREPEND, Verb.CAS}) {
            FORMS.put(verb, EnumSet.of(STORED, NOT_STORED, EXISTS, NOT_FOUND));
        }
        FORMS.put(Verb.DELETE, EnumSet.of(DELETED, NOT_FOUND));
        FORMS.put(Verb.INCR, EnumSet.of(NUMBER, NOT_FOUND));
        FORMS.put(Verb.DECR, EnumSet.of(NUMBER, NOT_FOUND));
        FORMS.put(Verb.TOUCH, EnumSet.of(TOUCHED, NOT_FOUND));
        FORMS.put(Verb.FLUSH_ALL, EnumSet.of(ReplyForm.OK));
        FORMS.put(Verb.VERBOSITY, EnumSet.of(ReplyForm.OK));
        FORMS.put(Verb.CACHE_MEMLIMIT, EnumSet.of(ReplyForm.OK));
        FORMS.put(Verb.VERSION, EnumSet.of(VERSION));
        FORMS.put(Verb.MG, EnumSet.of(HD, VA, EN));
        FORMS.put(Verb.MS, EnumSet.of(HD, NS, EX, NF));
        FORMS.put(Verb.MD, EnumSet.of(HD, EX, NF));
        FORMS.put(Verb.MA, EnumSet.of(HD, VA, NF, NS, EX));
        FORMS.put(Verb.ME, EnumSet.of(ReplyForm.ME, EN));
        FORMS.put(Verb.MN, EnumSet.of(ReplyForm.MN));
        HIDDEN_WHEN_QUIET.put(Verb.MG, EnumSet.of(EN));
        HIDDEN_WHEN_QUIET.put(Verb.MS, EnumSet.of(HD));
        HIDDEN_WHEN_QUIET.put(Verb.MD, EnumSet.of(HD));
        HIDDEN_WHEN_QUIET.put(Verb.MA, EnumSet.of(HD, VA));
    }

    /** What a well-formed command is answered with. */
    static Expectation of(Verb verb) {
        return switch (verb.kind()) {
            case READ, TOUCH_AND_READ -> RETRIEVAL;
            case ADMIN ->
                switch (verb) {
                    case STATS, LRU_CRAWLER -> LIST;
                    case WATCH -> STREAM;
                    case VERSION, VERBOSITY, CACHE_MEMLIMIT -> ONE;
                    default -> ANY_LINE;
                };
            case UNKNOWN -> ANY_LINE;
            default -> ONE;
        };
    }

    /** Whether a line can answer a command of which this is expected. */
    boolean accepts(Command command, Reply reply) {
        ReplyForm form = reply.form();
        return switch (this) {
            case ONE -> isOneOf(command, form) ? isSameExchange(command, reply) : isError(command, form);
            case REFUSAL ->
                ERRORS.contains(form) || (form == END && command.verb().kind() == Verb.Kind.TOUCH_AND_READ);
            case RETRIEVAL -> form == VALUE || form == END || ERRORS.contains(form);
            case LIST -> form != VALUE && form != STORED;
            case ANY_LINE, STREAM -> form != VALUE && form != VA;
        };
    }

    /** Whether a line that was accepted was the last of the answer. */
    boolean isLast(Reply reply) {
        return switch (this) {
            case RETRIEVAL -> reply.form() != VALUE;
            case LIST -> LIST_ENDS.contains(reply.form()) || isRefusedCrawl(reply);
            default -> true;
        };
    }

    /** {@code lru_crawler metadump} is refused in words of its own. */
    private static boolean isRefusedCrawl(Reply reply) {
        return reply.word().equals("BUSY")
                || reply.word().equals("BADCLASS")
                || reply.word().equals("LOCKED");
    }

    private static boolean isOneOf(Command command, ReplyForm form) {
        return FORMS.getOrDefault(command.verb(), Set.of()).contains(form)
                && !(hidesSuccess(command)
                        && HIDDEN_WHEN_QUIET
                                .getOrDefault(command.verb(), Set.of())
                                .contains(form));
    }

    /** An {@code ma} that creates the item ({@code N}) is answered although it is quiet (process_marithmetic_command). */
    private static boolean hidesSuccess(Command command) {
        return command.isQuiet()
                && !(command.verb() == Verb.MA && command.metaFlags().has('N'));
    }

    /** Nothing can go wrong with a no-op. */
    private static boolean isError(Command command, ReplyForm form) {
        return ERRORS.contains(form) && command.verb() != Verb.MN;
    }

    /** A meta request's opaque and key come back where they were asked for. */
    private static boolean isSameExchange(Command command, Reply reply) {
        String opaque = command.metaFlags().token('O');
        boolean keyDiffers = command.metaFlags().has('k') && !isKey(command, reply.metaToken('k'));
        return !keyDiffers && (opaque == null || opaque.equals(reply.metaToken('O')));
    }

    private static boolean isKey(Command command, @Nullable String returned) {
        if (returned == null || command.key() == null) {
            return false;
        }
        byte[] key = command.key().bytes();
        // an item that was stored under base64 gives its key so to everybody
        return returned.equals(new String(key, StandardCharsets.ISO_8859_1))
                || returned.equals(Base64.getEncoder().encodeToString(key));
    }

    /** Whether a line proves by opaque or key that it answers just this command. */
    static boolean isProof(Command command, Reply reply) {
        boolean marked = command.metaFlags().has('k') || command.metaFlags().has('O');
        return !reply.form().isError() && (marked || command.verb() == Verb.MN);
    }
}
