"""The peer of `cargo xtask bench --graph`: the same questions of the same links, with networkx.

Argument: a file with the number of chains to list, the pairs to ask about, and the links. Prints a line for each kind of
work: seconds, and what was found.
"""

import itertools
import sys
import time

import networkx as nx


def pairs(line):
    return [tuple(map(int, pair.split())) for pair in line.split(",") if pair]


def timed(work):
    start = time.perf_counter()
    found = work()
    print(time.perf_counter() - start, found)


def chains(graph, one, other, limit):
    between = (nx.descendants(graph, one) | {one}) & (nx.ancestors(graph, other) | {other})
    if one not in between or other not in between:
        return 0
    graph = graph.subgraph(between)
    count = dict.fromkeys(graph, 0)
    count[other] = 1
    for node in reversed(list(nx.topological_sort(graph))):
        if node != other:
            count[node] = sum(count[to] for to in graph.successors(node))
    listed = sum(1 for _ in itertools.islice(nx.all_simple_paths(graph, one, other), limit))
    return min(count[one], 1 << 40) + listed


with open(sys.argv[1], encoding="utf-8") as file:
    limit, asked, links = int(file.readline()), pairs(file.readline()), pairs(file.readline())
graph = nx.DiGraph()


def build():
    graph.add_edges_from(links)
    return graph.number_of_edges()


def fields():
    for node in graph:
        graph.nodes[node]["role"] = "unified" if node % 2 == 0 else "other"
        graph.nodes[node]["paradigm"] = ("hybrid", "diffusion", "autoregressive")[node % 3]


def select(one):
    below = nx.ancestors(graph, one)
    return sum(
        1
        for node, data in graph.nodes(data=True)
        if data["role"] == "unified" and data["paradigm"] == "hybrid" and node in below
    )


timed(build)
fields()
# Links run from the descendant to the ancestor.
timed(lambda: sum(len(nx.ancestors(graph, one)) for one, _ in asked))
timed(lambda: sum(len(nx.descendants(graph, one)) for one, _ in asked))
timed(lambda: sum(select(one) for one, _ in asked))
timed(lambda: sum(chains(graph, one, other, limit) for one, other in asked))
