package dev.headroom.demo.standin;

import java.util.ArrayList;
import java.util.List;

/** GitHub's pages: {@code page} and {@code per_page}, and the {@code Link} header that leads on. */
final class Paging {
    private static final int PAGE = 30;
    private static final int LARGEST_PAGE = 100;

    private Paging() {}

    /** The asked for part of a list. */
    static <T> List<T> page(ApiRequest request, List<T> all) {
        int size = size(request);
        int from = Math.min(all.size(), (number(request) - 1) * size);
        return all.subList(from, Math.min(all.size(), from + size));
    }

    /** The answer with its {@code Link} header, where there is another page. */
    static Answer linked(ApiRequest request, String base, int total, Answer answer) {
        int last = Math.max(1, Math.ceilDiv(total, size(request)));
        int number = number(request);
        List<String> links = new ArrayList<>();
        if (number < last) {
            links.add(link(request, base, number + 1, "next"));
            links.add(link(request, base, last, "last"));
        }
        if (number > 1) {
            links.add(link(request, base, number - 1, "prev"));
            links.add(link(request, base, 1, "first"));
        }
        return links.isEmpty() ? answer : answer.with("Link", String.join(", ", links));
    }

    static int number(ApiRequest request) {
        return Math.max(1, request.query("page", 1));
    }

    private static int size(ApiRequest request) {
        return Math.clamp(request.query("per_page", PAGE), 1, LARGEST_PAGE);
    }

    private static String link(ApiRequest request, String base, int page, String relation) {
        return "<%s%s?page=%d&per_page=%d>; rel=\"%s\"".formatted(base, request.path(), page, size(request), relation);
    }
}
