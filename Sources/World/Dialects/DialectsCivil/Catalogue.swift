package import Facts

/// The dialects of the civil registry beside DCI. One folder each, one line for each generation of it here.
package enum CivilDialects {
  package static let all: [any Dialect] = [OpenCRVS(.triggers), OpenCRVS(.webhooks)]
}
