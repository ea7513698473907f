RSpec.describe Shop::Store do
  let(:store) { described_class.new }

  context 'when open' do
    it 'finds' do
      expect(store.find('a')).to eq('a')
    end

    xit 'closes' do
    end
  end
end

class StoreTest < Minitest::Test
  def setup; end

  def test_open; end
end
