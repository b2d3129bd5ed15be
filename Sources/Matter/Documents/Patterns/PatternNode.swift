/// What a pattern says.
indirect enum PatternNode: Hashable, Sendable {
  case scalars(ScalarSet)
  case sequence([PatternNode])
  case choice([PatternNode])
  case repeated(PatternNode, least: Int, most: Int?)
  case atStart
  case atEnd
}
