"""Reads a graph with networkx and prints its nodes and edges as JSON: read_back.py graphml|gexf|json FILE."""
import json
import sys

import networkx as nx

kind, file = sys.argv[1:]
if kind == "graphml":
    graph = nx.read_graphml(file)
elif kind == "gexf":
    graph = nx.read_gexf(file)
else:
    with open(file, encoding="utf-8") as stream:
        data = json.load(stream)
    # The argument had another name before networkx 3.4.
    try:
        graph = nx.node_link_graph(data, edges="edges")
    except TypeError:
        graph = nx.node_link_graph(data, link="edges")
assert graph.is_directed()
nodes = dict(graph.nodes(data=True))
edges = [[source, target, attributes] for source, target, attributes in graph.edges(data=True)]
json.dump({"nodes": nodes, "edges": edges}, sys.stdout)
