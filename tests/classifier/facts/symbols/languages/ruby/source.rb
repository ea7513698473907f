# frozen_string_literal: true

module Shop
  # Keeps things.
  class Store < Base
    LIMIT = 10
    Full = Class.new(StandardError)
    attr_reader :size, :name

    # Opens it.
    #
    # @deprecated use {#find}
    def open(name, size = 3, *rest, key:, other: 1, **options, &block)
      return if size > LIMIT

      find(name)
    end

    def self.build(name) = new(name)

    class << self
      def make; end
    end

    def helper; end
    private :helper

    private

    def check(items)
      items.any?
    end
  end

  module Keeping
    def keep; end
  end
end
